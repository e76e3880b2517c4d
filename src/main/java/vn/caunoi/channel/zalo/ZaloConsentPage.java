package vn.caunoi.channel.zalo;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import vn.caunoi.channel.OaSignIn;

/**
 * Zalo's page on which an administrator of an OA allows the app:
 * {@code GET /v4/oa/permission?app_id=…&redirect_uri=…&code_challenge=…&state=…}. There is no scope and no challenge method; S256 is meant.
 */
final class ZaloConsentPage {
  private final ZaloHosts hosts;
  private final String publicUrl;

  ZaloConsentPage(ZaloHosts hosts, String publicUrl) {
    this.hosts = hosts;
    this.publicUrl = publicUrl;
  }

  /** Registered in Zalo's console to the letter; anything else is answered -14003. */
  String callback() {
    return publicUrl + OaSignIn.CALLBACK;
  }

  URI address(boolean simulated, String appId, Pkce pkce, String state) {
    return URI.create(hosts.oauth(simulated) + "/v4/oa/permission?app_id=" + encode(appId) + "&redirect_uri=" + encode(callback())
        + "&code_challenge=" + pkce.challenge() + "&state=" + encode(state));
  }

  private static String encode(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }
}
