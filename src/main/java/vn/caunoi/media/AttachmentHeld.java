package vn.caunoi.media;

import vn.caunoi.platform.Conflict;

/** The photo is stored and not shown: it waits for the virus scanner, or the scanner found something in it. */
public class AttachmentHeld extends Conflict {
  private static final long serialVersionUID = 1;

  private final boolean waiting;

  AttachmentHeld(Scan scan) {
    super(scan == Scan.WAITING ? "Ảnh đang chờ quét virus nên chưa mở được." : "Ảnh này có mã độc nên đã bị huỷ, không mở được.");
    this.waiting = scan == Scan.WAITING;
  }

  /** A picture of ours to show in its place. */
  public String standIn() {
    return waiting ? "/img/photo-waiting.svg" : "/img/photo-infected.svg";
  }
}
