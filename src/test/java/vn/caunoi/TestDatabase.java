package vn.caunoi;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;

/** One real PostgreSQL for all integration tests of a run; it ends with the JVM. */
final class TestDatabase {
  private static final EmbeddedPostgres SERVER = start();

  private TestDatabase() {}

  static String url() {
    return "postgresql://postgres:postgres@127.0.0.1:" + SERVER.getPort() + "/postgres";
  }

  /** A database beside the common one, empty at first. */
  static String newUrl(String name) {
    try (var connection = SERVER.getPostgresDatabase().getConnection(); var statement = connection.createStatement()) {
      statement.execute("create database " + name);
      return "postgresql://postgres:postgres@127.0.0.1:" + SERVER.getPort() + "/" + name;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static EmbeddedPostgres start() {
    try {
      return EmbeddedPostgres.builder().setServerConfig("max_connections", "100").start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
