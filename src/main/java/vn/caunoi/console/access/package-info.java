/** Signing in and out, and one's own password. Start reading at {@link vn.caunoi.console.access.SignInPages}. */
@NullMarked
package vn.caunoi.console.access;

import org.jspecify.annotations.NullMarked;
