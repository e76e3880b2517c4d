package vn.caunoi.flow;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;
import vn.caunoi.channel.Button;

/**
 * Payloads of buttons. One that answers a question is bound to it, {@code ~tip.conflict.yes}, so that it is known again when it is
 * pressed too late; the others open flows from anywhere.
 */
final class Buttons {
  static final String CANCEL = "cancel";
  static final String HELP = "help";
  static final String BOUND = Button.Reply.ONCE;
  static final String SKIP = "-";
  static final String DONE = "!";
  static final String PAGE = "+";

  /** Telegram's limit in bytes. */
  static final int MAX_PAYLOAD = 64;

  private static final int KEY_LENGTH = 12;
  private static final Pattern FORM = Pattern.compile("~([a-z0-9_]{1,20})\\.([a-z0-9_]{1,20})\\.([a-z0-9_#!+-]{1,17})");
  private static final Pattern GLOBAL = Pattern.compile("[!-}]{1,64}");

  private Buttons() {}

  /** A button of a question: which flow and step asked, and what it answers. */
  record Bound(String flow, String step, String key) {}

  static Button.Reply bound(String flow, String step, String key, String label) {
    return new Button.Reply(label, BOUND + flow + "." + step + "." + key);
  }

  static Optional<Bound> read(String payload) {
    var form = FORM.matcher(payload);
    return form.matches() ? Optional.of(new Bound(form.group(1), form.group(2), form.group(3))) : Optional.empty();
  }

  /** Whether a payload of a flow's trigger can be a button's, with room for a token where it ends in a mark. */
  static boolean fits(String payload) {
    return GLOBAL.matcher(payload).matches() && payload.length() <= MAX_PAYLOAD;
  }

  /** Short and the same for the same id, however long the id and wherever it stands in a list. */
  static String key(String id) {
    try {
      var hash = MessageDigest.getInstance("SHA-256").digest(id.getBytes(StandardCharsets.UTF_8));
      return "#" + HexFormat.of().formatHex(hash).substring(0, KEY_LENGTH);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
