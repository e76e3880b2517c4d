/**
 * First-run setup, residential groups and their sheets, confirmations of event days, officers, tokens and channels.
 * Start reading at {@link vn.caunoi.console.ward.GroupPages}.
 */
@NullMarked
package vn.caunoi.console.ward;

import org.jspecify.annotations.NullMarked;
