package vn.caunoi.platform;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Files that users edit, read from {@code CAUNOI_HOME}. A file that cannot be used stops the start and is named with its line. */
@Component
public class ConfigFiles {
  private final Path home;
  private final YAMLMapper yaml = YAMLMapper.builder().enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  ConfigFiles(CauNoiSettings settings) {
    this.home = settings.home();
  }

  /** Reads {@code config/…} as one record. */
  public <T> T read(String relative, Class<T> type) {
    var file = home.resolve(relative);
    try {
      return yaml.readValue(file.toFile(), type);
    } catch (JacksonException e) {
      var at = e.getLocation();
      throw new WrongSetting("%s%s: %s".formatted(relative, at == null || at.getLineNr() < 1 ? "" : ", dòng " + at.getLineNr(), e.getOriginalMessage()));
    }
  }

  /** The files of a folder with this ending, by name; empty when there is no such folder. */
  public List<Path> list(String folder, String ending) {
    var path = home.resolve(folder);
    if (!Files.isDirectory(path)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(path)) {
      return files.filter(file -> file.toString().endsWith(ending)).sorted().toList();
    } catch (IOException e) {
      throw new WrongSetting("%s: không đọc được thư mục (%s).".formatted(folder, e.getMessage()));
    }
  }

  public Path home() {
    return home;
  }
}
