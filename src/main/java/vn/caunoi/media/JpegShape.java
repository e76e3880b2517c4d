package vn.caunoi.media;

/**
 * How a JPEG is built, read from its markers alone. A progressive one is decoded into memory whole before a pixel comes out, and one with
 * many scans is decoded that many times: a few kilobytes may keep a processor busy for minutes.
 */
record JpegShape(boolean progressive, int scans) {
  private static final int START_OF_SCAN = 0xDA;
  private static final int END = 0xD9;

  static JpegShape of(byte[] bytes) {
    boolean progressive = false;
    int scans = 0;
    int at = 2;
    while (at + 4 <= bytes.length) {
      int marker = bytes[at + 1] & 0xFF;
      if (bytes[at] != (byte) 0xFF || marker == 0xFF) {
        at++;                                                    // picture data, or padding
      } else if (marker == 0 || marker == 1 || marker >= 0xD0 && marker <= 0xD8) {
        at += 2;                                                 // markers without content
      } else if (marker == END) {
        break;
      } else {
        progressive |= marker == 0xC2 || marker == 0xC6 || marker == 0xCA || marker == 0xCE;
        scans += marker == START_OF_SCAN ? 1 : 0;
        at += 2 + ((bytes[at + 2] & 0xFF) << 8 | bytes[at + 3] & 0xFF);
      }
    }
    return new JpegShape(progressive, scans);
  }
}
