package vn.caunoi.channel.zalo;

import java.util.List;
import java.util.Optional;
import vn.caunoi.channel.MessagePrices;
import vn.caunoi.platform.VietnameseText;
import vn.caunoi.platform.WrongSetting;

/** {@code config/zalo.yaml}: what a billed message and one by template cost, and how many requests a minute each package of an OA allows. */
record ZaloTariff(List<MessagePrices.Price> billed, List<MessagePrices.Price> template, List<Plan> packages) {
  static final String PATH = "config/zalo.yaml";

  /** {@code name} as Zalo's {@code package_name} says it, or a part of it. */
  record Plan(String name, int perMinute) {}

  ZaloTariff checked() {
    if (billed == null || billed.isEmpty() || billed.stream().anyMatch(price -> price.from() == null || price.vnd() < 0)) {
      throw new WrongSetting(PATH + ": billed cần ít nhất một dòng {from: năm-tháng-ngày, vnd: số đồng không âm}.");
    }
    if (template == null || template.stream().anyMatch(price -> price.from() == null || price.vnd() < 0)) {
      throw new WrongSetting(PATH + ": template cần các dòng {from: năm-tháng-ngày, vnd: số đồng không âm}.");
    }
    if (packages == null || packages.stream().anyMatch(plan -> plan.name() == null || plan.name().isBlank() || plan.perMinute() < 1)) {
      throw new WrongSetting(PATH + ": packages cần các dòng {name: tên gói, perMinute: số lượt từ 1 trở lên}.");
    }
    return this;
  }

  /** Empty for a package that the file does not know. */
  Optional<Integer> perMinute(String packageName) {
    var name = VietnameseText.fold(packageName);
    return packages.stream().filter(plan -> name.contains(VietnameseText.fold(plan.name()))).map(Plan::perMinute).findFirst();
  }
}
