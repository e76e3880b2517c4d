package vn.caunoi;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Starts Cầu Nối. */
@SpringBootApplication
public class CauNoiApplication {
  public static void main(String[] args) {
    SpringApplication.run(CauNoiApplication.class, args);
  }
}
