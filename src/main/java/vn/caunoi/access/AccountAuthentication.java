package vn.caunoi.access;

import java.util.List;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

/** A session that was found, as Spring Security wants to see it. */
final class AccountAuthentication extends AbstractAuthenticationToken {
  private static final long serialVersionUID = 1;
  private final transient CurrentAccount account;

  AccountAuthentication(CurrentAccount account) {
    super(List.of(new SimpleGrantedAuthority("ROLE_" + account.role().name())));
    this.account = account;
    setAuthenticated(true);
  }

  @Override
  public CurrentAccount getPrincipal() {
    return account;
  }

  @Override
  public String getCredentials() {
    return "";
  }

  @Override
  public String getName() {
    return account.officer().id().toString();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof AccountAuthentication that && account.equals(that.account);
  }

  @Override
  public int hashCode() {
    return account.hashCode();
  }
}
