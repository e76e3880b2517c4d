package vn.caunoi.console;

import java.util.List;

/**
 * What surrounds every page of the console. {@code place} is the ward police's or the province's name; {@code demo} shows the yellow
 * banner, {@code photosHeld} how many photos the virus scanner has not answered for.
 */
public record Frame(String place, String person, String role, boolean demo, long photosHeld, List<Item> items) {

  /** One entry of the navigation. {@code count} is how many things need somebody; 0 shows nothing. {@code key} is the letter after G. */
  public record Item(String label, String path, String icon, String key, long count, boolean current) {}
}
