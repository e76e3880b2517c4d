package vn.caunoi.media;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;
import vn.caunoi.platform.CauNoiSettings;
import vn.caunoi.platform.Vault;

/**
 * Sealed files under {@code media/<ward>/<two digits>/<id>.<part>} of the data folder, which nodes share. Only ciphertext is ever written,
 * and a file appears whole or not at all. All methods block.
 */
@Component
class SealedFiles {
  /** What is kept of one photo. */
  enum Part {
    ORIGINAL, WORKING, THUMBNAIL;

    private String ending() {
      return "." + name().toLowerCase(java.util.Locale.ROOT);
    }

    private String context() {
      return "media" + ending();
    }
  }

  private final Path root;

  SealedFiles(CauNoiSettings settings) {
    this.root = settings.dataDir().resolve("media");
  }

  void write(UUID ward, UUID id, Part part, Vault.DataKey key, byte[] plain) throws IOException {
    var file = path(ward, id, part);
    Files.createDirectories(file.getParent(), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    var unfinished = file.resolveSibling(file.getFileName() + ".new");
    var options = Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING);
    try (var out = FileChannel.open(unfinished, options,
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
      var sealed = ByteBuffer.wrap(key.seal(part.context(), plain));
      while (sealed.hasRemaining()) {
        out.write(sealed);
      }
      out.force(true);
    }
    Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
  }

  byte[] read(UUID ward, UUID id, Part part, Vault.DataKey key) throws IOException {
    return key.open(part.context(), Files.readAllBytes(path(ward, id, part)));
  }

  void delete(UUID ward, UUID id) throws IOException {
    for (var part : Part.values()) {
      Files.deleteIfExists(path(ward, id, part));
    }
  }

  /** Ids begin with the time, so the folder is named by their random end. */
  private Path path(UUID ward, UUID id, Part part) {
    var name = id.toString();
    return root.resolve(ward.toString()).resolve(name.substring(name.length() - 2)).resolve(name + part.ending());
  }
}
