package vn.caunoi.media;

/** What the virus scanner said of a photo: nothing because there is none, nothing yet, that it is clean, or that it is not. */
enum Scan {
  UNSCANNED, WAITING, CLEAN, INFECTED;

  boolean lets() {
    return this == UNSCANNED || this == CLEAN;
  }
}
