package vn.caunoi.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;

/** The service's own PostgreSQL, looked at from outside. */
final class Database {
  /** The last part of the address of the ward's web chat. */
  static final String WARD = "do";
  private static final int CONNECTIONS = 8;

  private final String url;

  Database(Path dataDir) throws IOException {
    this.url = "jdbc:postgresql://127.0.0.1:" + Files.readString(dataDir.resolve("pg.port")).strip() + "/postgres?user=postgres";
  }

  /** One ward, as an administrator would make it; the next start gives it the accounts that the environment describes. */
  void makeWard() throws SQLException {
    execute("""
        with p as (insert into province (id, name) values (gen_random_uuid(), 'Tỉnh đo') returning id)
        insert into ward (id, province_id, name, slug, created_at) select gen_random_uuid(), id, 'Phường đo', '%s', now() from p""".formatted(WARD));
  }

  void execute(String sql) throws SQLException {
    try (var connection = DriverManager.getConnection(url); var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  long count(String sql) throws SQLException {
    try (var connection = DriverManager.getConnection(url); var statement = connection.createStatement(); var rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getLong(1);
    }
  }

  /** Committed inserts a second of one row each like those of the inbox, over eight connections; the first fifth is not counted. */
  double singleInserts(int seconds, int payload) throws SQLException, InterruptedException, ExecutionException {
    execute("create table inserts (like inbox including all)");
    try (var threads = Executors.newFixedThreadPool(CONNECTIONS)) {
      long from = System.nanoTime() + seconds * 200_000_000L;
      long until = from + seconds * 1_000_000_000L;
      var running = new ArrayList<Future<Long>>();
      for (int i = 0; i < CONNECTIONS; i++) {
        running.add(threads.submit(inserting(from, until, payload)));
      }
      long rows = 0;
      for (var result : running) {
        rows += result.get();
      }
      return rows / (double) seconds;
    } finally {
      execute("drop table inserts");
    }
  }

  private Callable<Long> inserting(long from, long until, int payload) {
    return () -> {
      try (Connection connection = DriverManager.getConnection(url + "&prepareThreshold=1");
          PreparedStatement insert = connection.prepareStatement("""
              insert into inserts (ward_id, account_id, event_key, sender_hash, payload, received_at)
              select id, id, ?, ?, ?, now() from (select '018f0000-0000-7000-8000-000000000001'::uuid as id) one""")) {
        long rows = 0;
        for (long now = System.nanoTime(); now - until < 0; now = System.nanoTime()) {
          insert.setBytes(1, random(32));
          insert.setBytes(2, random(32));
          insert.setBytes(3, random(payload));
          insert.executeUpdate();
          rows += now - from < 0 ? 0 : 1;
        }
        return rows;
      }
    };
  }

  private static byte[] random(int length) {
    var bytes = new byte[length];
    ThreadLocalRandom.current().nextBytes(bytes);
    return bytes;
  }
}
