package vn.caunoi.console.campaign;

import java.util.ArrayList;
import java.util.List;
import vn.caunoi.campaign.CampaignProgress;

/** A campaign's progress as one bar: segments in percent of the whole, with their numbers. */
record Bar(List<Segment> segments) {

  /** {@code x} and {@code width} are percent; {@code kind} is a class of the style sheet. */
  record Segment(String label, String kind, long count, double x, double width) {
    public String number() {
      return Review.number(count);
    }
  }

  /** {@code inGroup}: so many of the skipped read the post in their group. */
  static Bar of(CampaignProgress p, long inGroup) {
    var segments = new ArrayList<Segment>();
    add(segments, p, "Đã tới", "delivered", p.delivered() + p.seen());
    add(segments, p, "Mạng đã nhận", "accepted", p.accepted());
    add(segments, p, "Chờ gửi", "planned", p.planned() + p.claimed());
    add(segments, p, "Không rõ", "unknown", p.unknown());
    add(segments, p, "Không gửi được", "failed", p.failed());
    add(segments, p, "Đọc trong nhóm Zalo", "in-group", inGroup);
    add(segments, p, "Không tới được", "skipped", p.skipped() - inGroup);
    add(segments, p, "Đã huỷ", "cancelled", p.cancelled());
    return new Bar(List.copyOf(segments));
  }

  private static void add(List<Segment> segments, CampaignProgress p, String label, String kind, long count) {
    double before = segments.isEmpty() ? 0 : segments.getLast().x() + segments.getLast().width();
    segments.add(new Segment(label, kind, count, before, p.total() == 0 ? 0 : 100.0 * count / p.total()));
  }
}
