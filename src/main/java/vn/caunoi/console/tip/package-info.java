/** Tips: the list, one tip, and the public page on which a reporter follows theirs. Start reading at {@link vn.caunoi.console.tip.TipPages}. */
@NullMarked
package vn.caunoi.console.tip;

import org.jspecify.annotations.NullMarked;
