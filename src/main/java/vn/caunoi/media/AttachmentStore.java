package vn.caunoi.media;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.HexFormat;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import vn.caunoi.platform.AfterCommit;
import vn.caunoi.platform.Ids;
import vn.caunoi.platform.Vault;

/**
 * Keeps photos: the original as evidence, a working copy that says nothing about the camera or the place, and a thumbnail. Each photo has
 * a key of its own and nothing of it ever lies on disk in clear.
 */
@Component
public class AttachmentStore {
  /** Largest photo that is taken, in bytes. */
  public static final int MAX_BYTES = 20 * 1024 * 1024;

  private static final String KEY = "attachment.data_key";
  /** A large photo takes about 100 MB while it is decoded. */
  private static final int AT_ONCE = 2;
  private static final int MOST_WAITING = 100;

  private final Attachments attachments;
  private final SealedFiles files;
  private final Vault vault;
  private final Ids ids;
  private final Clock clock;
  private final Scheduler imaging = Schedulers.newBoundedElastic(AT_ONCE, MOST_WAITING, "media", 60, true);

  AttachmentStore(Attachments attachments, SealedFiles files, Vault vault, Ids ids, Clock clock) {
    this.attachments = attachments;
    this.files = files;
    this.vault = vault;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * Stores a photo. Errs with {@link vn.caunoi.platform.InvalidInput}, in words for the sender, when it is none, too large, or cannot be
   * made clean; with {@link java.util.concurrent.RejectedExecutionException} when too many wait already.
   */
  public Mono<Attachment> store(UUID ward, byte[] bytes) {
    return blocking(() -> write(ward, bytes))
        .delayUntil(stored -> attachments.add(stored.attachment(), stored.key().sealed(), clock.instant()))
        .map(Stored::attachment);
  }

  public Mono<Attachment> get(UUID ward, UUID id) {
    return attachments.get(ward, id).map(Attachments.Row::attachment);
  }

  /** The photo as it arrived, with all that the camera wrote into it: for handing over as evidence, never for showing. */
  public Mono<byte[]> original(UUID ward, UUID id) {
    return open(ward, id, SealedFiles.Part.ORIGINAL);
  }

  /** Upright, at most {@link CleanPhoto#LONGEST_SIDE} pixels a side, without EXIF or place; of {@link Attachment#type()}. */
  public Mono<byte[]> workingCopy(UUID ward, UUID id) {
    return open(ward, id, SealedFiles.Part.WORKING);
  }

  /** A small JPEG for lists. */
  public Mono<byte[]> thumbnail(UUID ward, UUID id) {
    return open(ward, id, SealedFiles.Part.THUMBNAIL);
  }

  /** Destroys the key, and with the caller's commit the files; what was deleted already is no error. */
  public Mono<Void> delete(UUID ward, UUID id) {
    return attachments.delete(ward, id)
        .then(AfterCommit.run(blocking(() -> {
          files.delete(ward, id);
          return id;
        }).then()));
  }

  private record Stored(Attachment attachment, Vault.DataKey key) {}

  private Stored write(UUID ward, byte[] bytes) throws Exception {
    var photo = CleanPhoto.of(bytes);
    var id = ids.next();
    var key = vault.newDataKey(KEY);
    files.write(ward, id, SealedFiles.Part.ORIGINAL, key, bytes);
    files.write(ward, id, SealedFiles.Part.WORKING, key, photo.working());
    files.write(ward, id, SealedFiles.Part.THUMBNAIL, key, photo.thumbnail());
    return new Stored(new Attachment(ward, id, photo.type(), photo.width(), photo.height(), bytes.length, sha256(bytes)), key);
  }

  private Mono<byte[]> open(UUID ward, UUID id, SealedFiles.Part part) {
    return attachments.get(ward, id).flatMap(row -> blocking(() -> files.read(ward, id, part, vault.openDataKey(KEY, row.dataKey()))));
  }

  private <T> Mono<T> blocking(Callable<T> work) {
    return Mono.fromCallable(work).subscribeOn(imaging);
  }

  private static String sha256(byte[] bytes) throws NoSuchAlgorithmException {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }
}
