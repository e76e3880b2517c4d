/**
 * Photos and files, stored once: the original sealed, the working copy stripped of what a camera adds.
 * Start reading at {@link vn.caunoi.media.AttachmentStore}.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"platform", "schedule"})
package vn.caunoi.media;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
