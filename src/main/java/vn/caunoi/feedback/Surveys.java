package vn.caunoi.feedback;

import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import vn.caunoi.platform.ConfigFiles;
import vn.caunoi.platform.NotFound;
import vn.caunoi.platform.WrongSetting;

/** The surveys of {@code config/surveys/}, by key. */
@Component
public class Surveys {
  private static final String FOLDER = "config/surveys";
  private final Map<String, Survey> byKey;

  Surveys(ConfigFiles files) {
    byKey = files.list(FOLDER, ".yaml").stream().map(file -> files.read(FOLDER + "/" + file.getFileName(), Survey.class))
        .collect(Collectors.toMap(Survey::key, Function.identity()));
    if (!byKey.containsKey(Survey.TIP_CLOSED)) {
      throw new WrongSetting(FOLDER + ": thiếu phiếu hỏi có key: " + Survey.TIP_CLOSED);
    }
  }

  public Survey get(String key) {
    var survey = byKey.get(key);
    if (survey == null) {
      throw new NotFound("Phiếu hỏi này không còn nữa.");
    }
    return survey;
  }

  public Survey tipClosed() {
    return byKey.get(Survey.TIP_CLOSED);
  }
}
