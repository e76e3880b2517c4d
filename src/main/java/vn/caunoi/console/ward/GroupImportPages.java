package vn.caunoi.console.ward;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.codec.multipart.PartEvent;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.reactive.result.view.Rendering;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import vn.caunoi.access.CurrentAccount;
import vn.caunoi.ward.GroupImport;
import vn.caunoi.ward.GroupRegister;
import vn.caunoi.ward.ResidentialGroup;

/**
 * A list of residential groups from a file: first a preview that stores nothing, then the confirmed rows. Between the two the good rows
 * travel in the page as CSV and are read and checked again, so nothing is kept that nobody confirmed.
 */
@Controller
class GroupImportPages {
  private static final int MAX_BYTES = 1_000_000;

  private final GroupRegister register;

  GroupImportPages(GroupRegister register) {
    this.register = register;
  }

  record Confirmed(@Nullable String rows) {}

  @GetMapping("/groups/import")
  Rendering form() {
    return Rendering.view("ward/import").modelAttribute("error", "").build();
  }

  @PostMapping(path = "/groups/import", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
  Mono<Rendering> preview(@AuthenticationPrincipal CurrentAccount me, @RequestBody Flux<PartEvent> parts) {
    return Upload.read(parts, MAX_BYTES)
        .flatMap(file -> read(me, file))
        .map(found -> Rendering.view("ward/import").modelAttribute("error", "").modelAttribute("found", found)
            .modelAttribute("rows", csv(found)).<Rendering>build())
        .onErrorResume(GroupPages::mendable, e -> Mono.just(failed(e)));
  }

  @PostMapping("/groups/import/confirm")
  Mono<Rendering> confirm(@AuthenticationPrincipal CurrentAccount me, @ModelAttribute Confirmed confirmed) {
    var rows = confirmed.rows() == null ? "" : confirmed.rows();
    return read(me, rows.getBytes(StandardCharsets.UTF_8))
        .flatMap(found -> register.addAll(me.officer(), found.groups()))
        .map(added -> Rendering.redirectTo("/groups").status(HttpStatus.SEE_OTHER).<Rendering>build())
        .onErrorResume(GroupPages::mendable, e -> Mono.just(failed(e)));
  }

  private Mono<GroupImport> read(CurrentAccount me, byte[] file) {
    return register.all(me.ward()).map(ResidentialGroup::name).collectList()
        .flatMap(existing -> Mono.fromCallable(() -> GroupImport.read(file, existing)).subscribeOn(Schedulers.boundedElastic()));
  }

  private static Rendering failed(Throwable error) {
    return Rendering.view("ward/import").modelAttribute("error", error.getMessage()).build();
  }

  private static String csv(GroupImport found) {
    var text = new StringBuilder();
    try (var printer = new CSVPrinter(text, CSVFormat.DEFAULT)) {
      printer.printRecord("Tên tổ", "Số hộ", "Loại");
      for (var row : found.rows()) {
        printer.printRecord(row.group().name(), row.group().households(), row.group().kind().label());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }
}
