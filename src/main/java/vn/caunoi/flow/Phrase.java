package vn.caunoi.flow;

import java.util.Locale;

/** What the engine itself says, in any flow. The texts stand in {@code bot-flows/common.yaml} under these names in lower case. */
enum Phrase {
  CANCELLED, NOTHING_OPEN, NOT_UNDERSTOOD, UNKNOWN_LINK, LOST, HELP,
  OLD_BUTTON, OLD_BUTTON_ENDED, FLOW_CHANGED, TOO_LONG, TOO_MUCH, SEVERAL,
  UNSUPPORTED, UNSUPPORTED_PHOTO, UNSUPPORTED_RECORDING, UNSUPPORTED_FILE, UNSUPPORTED_STICKER, UNSUPPORTED_LINK, UNSUPPORTED_CARD, EDITED,
  HINT_TEXT, HINT_CHOICE, HINT_PHOTO, HINT_LOCATION, HINT_PHONE, HINT_RATING, HINT_LIST, HINT_CODE,
  PHOTOS_KEPT, PHOTOS_FULL, PLACE_SENT, LEFT_OUT,
  BUTTON_CANCEL, BUTTON_HELP, BUTTON_MENU, BUTTON_MORE, BUTTON_BACK, BUTTON_DONE, BUTTON_PLACE, BUTTON_PHONE;

  String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** What is said to something that is not kept, by the kind that its channel named. */
  static Phrase unsupported(String kind) {
    return switch (kind) {
      case "photo", "gif", "animation" -> UNSUPPORTED_PHOTO;
      case "voice", "audio", "video", "video_note" -> UNSUPPORTED_RECORDING;
      case "file", "document" -> UNSUPPORTED_FILE;
      case "sticker" -> UNSUPPORTED_STICKER;
      case "link" -> UNSUPPORTED_LINK;
      case "business_card", "contact" -> UNSUPPORTED_CARD;
      default -> UNSUPPORTED;
    };
  }

  static Phrase hint(Step.Ask.Kind kind) {
    return valueOf("HINT_" + kind);
  }
}
