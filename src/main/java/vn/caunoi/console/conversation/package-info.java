/** Messages that could not be answered. Start reading at {@link vn.caunoi.console.conversation.ParkedPages}. */
@NullMarked
package vn.caunoi.console.conversation;

import org.jspecify.annotations.NullMarked;
