/**
 * Residents as the service knows them: address, residential group, consent, reply window. No names.
 * Start reading at {@link vn.caunoi.contact.ContactBook}.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"platform", "audit", "ward", "channel", "flow"})
package vn.caunoi.contact;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
