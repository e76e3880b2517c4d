package vn.caunoi.media;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import vn.caunoi.platform.Ids;
import vn.caunoi.platform.Vault;

/** Draws photos anew and keeps their files, each photo under a key of its own. Everything that blocks happens here, on threads of ours. */
@Component
class SealedPhotos {
  private static final String KEY = "attachment.data_key";
  /** A large photo takes about 100 MB while it is decoded. */
  private static final int AT_ONCE = 2;
  private static final int MOST_WAITING = 100;

  private final SealedFiles files;
  private final Vault vault;
  private final Ids ids;
  private final Scheduler imaging = Schedulers.newBoundedElastic(AT_ONCE, MOST_WAITING, "media", 60, true);

  SealedPhotos(SealedFiles files, Vault vault, Ids ids) {
    this.files = files;
    this.vault = vault;
    this.ids = ids;
  }

  Mono<CleanPhoto> clean(byte[] bytes) {
    return blocking(() -> CleanPhoto.of(bytes));
  }

  /** Files first, so that no row ever names a file that is not there; without the row nobody can open them. */
  Mono<Attachments.Row> write(UUID ward, byte[] original, CleanPhoto photo, Scan scan) {
    return blocking(() -> {
      var id = ids.next();
      var key = vault.newDataKey(KEY);
      files.write(ward, id, SealedFiles.Part.ORIGINAL, key, original);
      files.write(ward, id, SealedFiles.Part.WORKING, key, photo.working());
      files.write(ward, id, SealedFiles.Part.THUMBNAIL, key, photo.thumbnail());
      var attachment = new Attachment(ward, id, photo.type(), photo.width(), photo.height(), original.length, sha256(original));
      return new Attachments.Row(attachment, key.sealed(), scan);
    });
  }

  Mono<byte[]> read(Attachments.Row row, SealedFiles.Part part) {
    var attachment = row.attachment();
    return blocking(() -> files.read(attachment.wardId(), attachment.id(), part, vault.openDataKey(KEY, row.dataKey())));
  }

  Mono<Void> delete(UUID ward, UUID id) {
    return blocking(() -> {
      files.delete(ward, id);
      return id;
    }).then();
  }

  private <T> Mono<T> blocking(Callable<T> work) {
    return Mono.fromCallable(work).subscribeOn(imaging);
  }

  private static String sha256(byte[] bytes) throws NoSuchAlgorithmException {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }
}
