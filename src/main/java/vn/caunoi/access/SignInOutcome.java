package vn.caunoi.access;

import java.time.Duration;

/** What became of a user name and password. */
public sealed interface SignInOutcome {
  record SignedIn(vn.caunoi.ward.Officer officer, Session.Opened session) implements SignInOutcome {}

  /** Unknown name, wrong password or disabled account: deliberately one answer. */
  record Wrong() implements SignInOutcome {}

  /** Too many wrong tries for this name: the password was not even looked at. */
  record SlowDown(Duration remaining) implements SignInOutcome {}
}
