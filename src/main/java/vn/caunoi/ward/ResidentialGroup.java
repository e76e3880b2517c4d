package vn.caunoi.ward;

import java.util.UUID;

/**
 * Tổ dân phố, or an agency, school or business that the plans count too. {@code token} is what its QR code carries (≥ 96 random bits,
 * base64url); {@code households} is the number on the ward's books.
 */
public record ResidentialGroup(UUID wardId, UUID id, String name, Kind kind, int households, String token, boolean active) {
  public enum Kind {
    RESIDENTIAL("Tổ dân phố"), AGENCY("Cơ quan"), SCHOOL("Trường học"), BUSINESS("Doanh nghiệp");

    private final String label;

    Kind(String label) {
      this.label = label;
    }

    public String label() {
      return label;
    }
  }
}
