package vn.caunoi.platform;

import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.Readable;
import io.r2dbc.spi.Result;
import io.r2dbc.spi.Row;
import io.r2dbc.spi.RowMetadata;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import org.reactivestreams.Publisher;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.FetchSpec;
import org.springframework.r2dbc.core.RowsFetchSpec;
import org.springframework.r2dbc.core.StatementFilterFunction;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Spring's client, whose queries are read to their end whoever stops waiting for them. See {@link Uncancelled}. */
final class UncancelledDatabase implements DatabaseClient {
  private final DatabaseClient database;

  UncancelledDatabase(DatabaseClient database) {
    this.database = database;
  }

  @Override
  public ConnectionFactory getConnectionFactory() {
    return database.getConnectionFactory();
  }

  @Override
  public GenericExecuteSpec sql(String sql) {
    return new Query(database.sql(sql));
  }

  @Override
  public GenericExecuteSpec sql(Supplier<String> sql) {
    return new Query(database.sql(sql));
  }

  @Override
  public <T> Mono<T> inConnection(Function<Connection, Mono<T>> action) {
    return Uncancelled.mono(database.inConnection(action));
  }

  @Override
  public <T> Flux<T> inConnectionMany(Function<Connection, Flux<T>> action) {
    return Uncancelled.flux(database.inConnectionMany(action));
  }

  private record Query(GenericExecuteSpec query) implements GenericExecuteSpec {
    @Override
    public GenericExecuteSpec bind(int index, Object value) {
      return new Query(query.bind(index, value));
    }

    @Override
    public GenericExecuteSpec bindNull(int index, Class<?> type) {
      return new Query(query.bindNull(index, type));
    }

    @Override
    public GenericExecuteSpec bind(String name, Object value) {
      return new Query(query.bind(name, value));
    }

    @Override
    public GenericExecuteSpec bindNull(String name, Class<?> type) {
      return new Query(query.bindNull(name, type));
    }

    @Override
    public GenericExecuteSpec bindValues(List<?> values) {
      return new Query(query.bindValues(values));
    }

    @Override
    public GenericExecuteSpec bindValues(Map<String, ?> values) {
      return new Query(query.bindValues(values));
    }

    @Override
    public GenericExecuteSpec bindProperties(Object source) {
      return new Query(query.bindProperties(source));
    }

    @Override
    public GenericExecuteSpec filter(StatementFilterFunction filter) {
      return new Query(query.filter(filter));
    }

    @Override
    public <R> RowsFetchSpec<R> map(Function<? super Readable, R> mapping) {
      return new Rows<>(query.map(mapping));
    }

    @Override
    public <R> RowsFetchSpec<R> map(BiFunction<Row, RowMetadata, R> mapping) {
      return new Rows<>(query.map(mapping));
    }

    @Override
    public <R> RowsFetchSpec<R> mapValue(Class<R> type) {
      return new Rows<>(query.mapValue(type));
    }

    @Override
    public <R> RowsFetchSpec<R> mapProperties(Class<R> type) {
      return new Rows<>(query.mapProperties(type));
    }

    @Override
    public <R> Flux<R> flatMap(Function<Result, Publisher<R>> mapping) {
      return Uncancelled.flux(query.flatMap(mapping));
    }

    @Override
    public FetchSpec<Map<String, Object>> fetch() {
      return new Fetched(query.fetch());
    }

    @Override
    public Mono<Void> then() {
      return Uncancelled.mono(query.then());
    }
  }

  private record Rows<T>(RowsFetchSpec<T> rows) implements RowsFetchSpec<T> {
    @Override
    public Mono<T> one() {
      return Uncancelled.mono(rows.one());
    }

    /** Not Spring's own, which stops reading after the first row. */
    @Override
    public Mono<T> first() {
      return all().next();
    }

    @Override
    public Flux<T> all() {
      return Uncancelled.flux(rows.all());
    }
  }

  private record Fetched(FetchSpec<Map<String, Object>> fetched) implements FetchSpec<Map<String, Object>> {
    @Override
    public Mono<Map<String, Object>> one() {
      return new Rows<>(fetched).one();
    }

    @Override
    public Mono<Map<String, Object>> first() {
      return new Rows<>(fetched).first();
    }

    @Override
    public Flux<Map<String, Object>> all() {
      return new Rows<>(fetched).all();
    }

    @Override
    public Mono<Long> rowsUpdated() {
      return Uncancelled.mono(fetched.rowsUpdated());
    }
  }
}
