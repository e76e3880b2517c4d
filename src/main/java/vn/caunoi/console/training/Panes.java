package vn.caunoi.console.training;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import vn.caunoi.channel.training.Phone;

/** The phones that are open, and the addresses of the page with one more or one fewer. */
record Panes(List<Phone> open) {

  public boolean has(String phone) {
    return ids().contains(phone);
  }

  /** The page with this phone open when it is closed, and closed when it is open. */
  public String toggling(String phone) {
    var ids = new ArrayList<>(ids());
    if (!ids.remove(phone)) {
      ids.add(phone);
    }
    return address(ids);
  }

  /** This page. */
  public String address() {
    return address(ids());
  }

  private List<String> ids() {
    return open.stream().map(Phone::id).toList();
  }

  private static String address(List<String> ids) {
    return ids.isEmpty() ? "/training" : ids.stream().map(id -> "p=" + id).collect(Collectors.joining("&", "/training?", ""));
  }
}
