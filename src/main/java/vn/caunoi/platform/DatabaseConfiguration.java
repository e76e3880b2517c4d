package vn.caunoi.platform;

import com.zaxxer.hikari.HikariDataSource;
import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.pool.ConnectionPoolConfiguration;
import io.r2dbc.postgresql.PostgresqlConnectionConfiguration;
import io.r2dbc.postgresql.PostgresqlConnectionFactory;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.flyway.autoconfigure.FlywayDataSource;
import org.springframework.boot.quartz.autoconfigure.QuartzDataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.ReactiveTransactionManager;
import org.springframework.transaction.reactive.TransactionalOperator;

/**
 * One PostgreSQL, two doors: R2DBC for the product, and a small JDBC pool for Flyway and Quartz, which know nothing else. Nothing but those
 * two may inject the {@code DataSource}.
 */
@Configuration(proxyBeanMethods = false)
class DatabaseConfiguration {
  /** Measured: 4 and 16 connections are slower than 8 on two cores. */
  private static final int POOL = 8;

  @Bean
  DatabaseAddress databaseAddress(CauNoiSettings settings) {
    if (settings.databaseUrl() != null) {
      return DatabaseAddress.parse(settings.databaseUrl());
    }
    var embedded = EmbeddedDatabase.start(settings.dataDir());
    SpringApplication.getShutdownHandlers().add(embedded::close);
    return embedded.address();
  }

  /** Connections of their own, outside the pool: for LISTEN and for COPY. */
  @Bean
  PostgresqlConnectionFactory directConnections(DatabaseAddress address) {
    return new PostgresqlConnectionFactory(PostgresqlConnectionConfiguration.builder()
        .host(address.host()).port(address.port()).database(address.database())
        .username(address.user()).password(address.password())
        .applicationName("caunoi").connectTimeout(Duration.ofSeconds(5)).tcpKeepAlive(true)
        .build());
  }

  @Bean
  @Primary
  ConnectionPool connectionFactory(PostgresqlConnectionFactory direct, @Value("${caunoi.database.pool:" + POOL + "}") int size) {
    return new ConnectionPool(ConnectionPoolConfiguration.builder(direct)
        .name("caunoi").initialSize(2).maxSize(size).maxAcquireTime(Duration.ofSeconds(10)).maxIdleTime(Duration.ofMinutes(10))
        .build());
  }

  @Bean
  @QuartzDataSource
  @FlywayDataSource
  HikariDataSource dataSource(DatabaseAddress address) {
    var source = new HikariDataSource();
    source.setPoolName("quartz-flyway");
    source.setJdbcUrl(address.jdbcUrl());
    source.setUsername(address.user());
    source.setPassword(address.password());
    source.setMaximumPoolSize(3);
    return source;
  }

  @Bean
  TransactionalOperator transactions(ReactiveTransactionManager manager) {
    return new UncancelledTransactions(TransactionalOperator.create(manager));
  }

  @Bean
  DatabaseClient databaseClient(ConnectionPool connections) {
    return new UncancelledDatabase(DatabaseClient.builder().connectionFactory(connections).build());
  }
}
