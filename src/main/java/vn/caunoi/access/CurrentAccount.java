package vn.caunoi.access;

import java.util.UUID;
import vn.caunoi.ward.Officer;
import vn.caunoi.ward.Role;

/**
 * Who is signed in. Controllers take it as {@code @AuthenticationPrincipal CurrentAccount me} and hand {@link #officer()} to the capability.
 * {@code mustChangePassword} keeps a person on the password page until the given password is replaced by their own.
 */
public record CurrentAccount(Officer officer, UUID sessionId, boolean mustChangePassword, Session.Kind kind) {

  public UUID ward() {
    return officer.ward();
  }

  public Role role() {
    return officer.role();
  }
}
