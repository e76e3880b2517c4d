package vn.caunoi.channel.simulated;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.netty.handler.codec.http.multipart.FileUpload;
import io.netty.handler.codec.http.multipart.HttpData;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServerRequest;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The parameters of one call: from JSON, a multipart or url-encoded form, or the query. In forms every value is a string. */
record TelegramTwinRequest(Map<String, JsonNode> parameters, Map<String, byte[]> files) {
  static final JsonMapper JSON = JsonMapper.builder().build();

  static Mono<TelegramTwinRequest> read(HttpServerRequest request) {
    var read = new TelegramTwinRequest(new TreeMap<>(), new TreeMap<>());
    new QueryStringDecoder(request.uri()).parameters().forEach((name, values) -> read.put(name, values.getFirst()));
    var type = request.requestHeaders().get(HttpHeaderNames.CONTENT_TYPE, "").toLowerCase(java.util.Locale.ROOT);
    if (type.startsWith("multipart/form-data") || type.startsWith("application/x-www-form-urlencoded")) {
      return request.receiveForm(form -> form.maxInMemorySize(-1)).doOnNext(read::add).then(Mono.just(read));
    }
    return request.receive().aggregate().asByteArray().map(read::withJson).defaultIfEmpty(read);
  }

  String text(String name) {
    var value = parameters.get(name);
    return value == null || value.isNull() ? "" : value.asString();
  }

  long number(String name, long otherwise) {
    try {
      return text(name).isEmpty() ? otherwise : Long.parseLong(text(name));
    } catch (NumberFormatException e) {
      return otherwise;
    }
  }

  /** In a form, an object is JSON inside a string. */
  @Nullable JsonNode object(String name) {
    var value = parameters.get(name);
    return value != null && value.isString() ? JSON.readTree(value.asString()) : value;
  }

  private TelegramTwinRequest withJson(byte[] body) {
    try {
      JSON.readTree(body).properties().forEach(field -> parameters.put(field.getKey(), field.getValue()));
    } catch (JacksonException e) {
      // the real server, too, only says that a parameter is missing
    }
    return this;
  }

  private void add(HttpData part) {
    try {
      if (part instanceof FileUpload file) {
        files.put(file.getName(), file.get());
      } else {
        put(part.getName(), new String(part.get(), StandardCharsets.UTF_8));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void put(String name, String value) {
    parameters.put(name, JSON.getNodeFactory().stringNode(value));
  }
}
