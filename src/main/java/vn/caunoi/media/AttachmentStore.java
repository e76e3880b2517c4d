package vn.caunoi.media;

import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import vn.caunoi.platform.AfterCommit;
import vn.caunoi.platform.NotFound;

/**
 * Keeps photos: the original as evidence, a working copy that says nothing about the camera or the place, and a thumbnail. Each photo has
 * a key of its own and nothing of it ever lies on disk in clear. Whoever refers to a photo for good calls {@link #keep}: what nobody keeps
 * goes after a day.
 */
@Component
public class AttachmentStore {
  /** Largest photo that is taken, in bytes. */
  public static final int MAX_BYTES = 20 * 1024 * 1024;

  private final Attachments attachments;
  private final SealedPhotos photos;
  private final Clamd scanner;
  private final MediaMeters meters;
  private final Clock clock;

  AttachmentStore(Attachments attachments, SealedPhotos photos, Clamd scanner, MediaMeters meters, Clock clock) {
    this.attachments = attachments;
    this.photos = photos;
    this.scanner = scanner;
    this.meters = meters;
    this.clock = clock;
  }

  /**
   * Stores a photo. Errs with {@link vn.caunoi.platform.InvalidInput}, in words for the sender, when it is none, too large, infected, or
   * cannot be made clean; with {@link java.util.concurrent.RejectedExecutionException} when too many wait already. While the virus scanner
   * is away the photo is stored and shown to nobody.
   */
  public Mono<Attachment> store(UUID ward, byte[] bytes) {
    return photos.clean(bytes)
        .flatMap(photo -> scanner.scanSoon(bytes).doOnNext(this::refuseInfected).flatMap(scan -> photos.write(ward, bytes, photo, scan)))
        .delayUntil(row -> attachments.add(row, clock.instant()))
        .map(Attachments.Row::attachment);
  }

  private void refuseInfected(Scan scan) {
    if (scan == Scan.INFECTED) {
      meters.infected();
      throw PhotoFormat.refused("Máy quét thấy mã độc trong ảnh này nên không nhận. Vui lòng gửi ảnh chụp màn hình của ảnh.");
    }
  }

  /** Somebody refers to these photos from now on. Gives those that are still there; joins the caller's transaction. */
  public Flux<UUID> keep(UUID ward, List<UUID> ids) {
    return ids.isEmpty() ? Flux.empty() : attachments.keep(ward, ids);
  }

  public Mono<Attachment> get(UUID ward, UUID id) {
    return attachments.get(ward, id).map(Attachments.Row::attachment);
  }

  /** The photo as it arrived, with all that the camera wrote into it: for handing over as evidence, never for showing. */
  public Mono<byte[]> original(UUID ward, UUID id) {
    return attachments.get(ward, id)
        .filter(row -> row.scan() != Scan.INFECTED)
        .switchIfEmpty(Mono.error(() -> new NotFound("Không có ảnh này.")))
        .flatMap(row -> photos.read(row, SealedFiles.Part.ORIGINAL));
  }

  /** Upright, at most {@link CleanPhoto#LONGEST_SIDE} pixels a side, of {@link Attachment#type()}. Errs with {@link AttachmentHeld}. */
  public Mono<byte[]> workingCopy(UUID ward, UUID id) {
    return show(ward, id, SealedFiles.Part.WORKING);
  }

  /** A small JPEG for lists. Errs with {@link AttachmentHeld}. */
  public Mono<byte[]> thumbnail(UUID ward, UUID id) {
    return show(ward, id, SealedFiles.Part.THUMBNAIL);
  }

  /** How many photos of the ward wait for the virus scanner. */
  public Mono<Long> waiting(UUID ward) {
    return attachments.waiting(ward);
  }

  /** Destroys the key, and with the caller's commit the files; what was deleted already is no error. */
  public Mono<Void> delete(UUID ward, UUID id) {
    return attachments.delete(ward, id).then(AfterCommit.run(photos.delete(ward, id)));
  }

  private Mono<byte[]> show(UUID ward, UUID id, SealedFiles.Part part) {
    return attachments.get(ward, id)
        .flatMap(row -> row.scan().lets() ? photos.read(row, part) : Mono.error(new AttachmentHeld(row.scan())));
  }
}
