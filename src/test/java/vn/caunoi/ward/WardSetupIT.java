package vn.caunoi.ward;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import vn.caunoi.CauNoiTest;
import vn.caunoi.TestWard;
import vn.caunoi.access.Accounts;
import vn.caunoi.platform.Conflict;
import vn.caunoi.platform.Forbidden;
import vn.caunoi.platform.InvalidInput;

@CauNoiTest
class WardSetupIT {
  @Autowired WardSetup setup;
  @Autowired WardDirectory directory;
  @Autowired GroupRegister register;
  @Autowired Accounts accounts;
  @Autowired TestWard wards;

  @Test
  void theFirstAdministratorBelongsToTheWardTheyMake() {
    var admin = administrator();
    var ward = setup.create(admin, "Tỉnh thử", "Phường Hạ Long", slug()).block();
    var bound = directory.officer(admin.id()).block();
    assertThat(bound.wardId()).isEqualTo(ward.id());
    assertThat(bound.provinceId()).isEqualTo(ward.provinceId());
    assertThat(ward.police()).isEqualTo("Công an phường Hạ Long");
    assertThatThrownBy(() -> setup.create(bound, "Tỉnh thử", "Phường khác", slug()).block()).isInstanceOf(Forbidden.class);
    assertThatThrownBy(() -> setup.create(admin, "Tỉnh thử", "Phường khác", slug()).block()).isInstanceOf(Conflict.class);
  }

  @Test
  void wardsOfOneProvinceShareIt() {
    var slug = slug();
    var first = setup.create(administrator(), "Tỉnh " + slug, "Phường A", slug).block();
    var admin = wards.officer(first, Role.ADMIN);
    var second = setup.createAnother(admin, "Tỉnh " + slug, "Phường B", slug()).block();
    assertThat(second.provinceId()).isEqualTo(first.provinceId());
    assertThat(directory.wardsOf(first.provinceId()).map(Ward::name).collectList().block()).containsExactly("Phường A", "Phường B");
    assertThatThrownBy(() -> setup.createAnother(admin, "Tỉnh " + slug, "Phường C", slug).block()).isInstanceOf(Conflict.class);
    assertThatThrownBy(() -> setup.createAnother(wards.officer(first, Role.COMMANDER), "Tỉnh", "Phường D", slug()).block()).isInstanceOf(Forbidden.class);
  }

  @Test
  void refusesAnAddressThatIsNone() {
    var admin = administrator();
    for (var slug : List.of("", "Ha Long", "hạ-long", "-a", "a/b", "a".repeat(61))) {
      assertThatThrownBy(() -> setup.create(admin, "Tỉnh thử", "Phường A", slug).block()).isInstanceOf(InvalidInput.class);
    }
    assertThat(WardSetup.slugOf("Phường B’Lao – Đông")).isEqualTo("phuong-b-lao-dong");
  }

  @Test
  void addsAllGroupsOfAListOrNone() {
    var ward = wards.create();
    var admin = wards.officer(ward, Role.ADMIN);
    var one = new NewGroup("Tổ 1", ResidentialGroup.Kind.RESIDENTIAL, 10);
    assertThatThrownBy(() -> register.addAll(admin, List.of(one, new NewGroup("TO 1", ResidentialGroup.Kind.RESIDENTIAL, 5))).block())
        .isInstanceOf(Conflict.class);
    assertThat(directory.groups(ward.id()).collectList().block()).isEmpty();
    assertThat(register.addAll(admin, List.of(one, new NewGroup("Tổ 2", ResidentialGroup.Kind.RESIDENTIAL, 5))).block()).isEqualTo(2);
    var groups = directory.groups(ward.id()).collectList().block();
    assertThat(groups).extracting(ResidentialGroup::name).containsExactly("Tổ 1", "Tổ 2");
    assertThat(groups).extracting(ResidentialGroup::token).doesNotHaveDuplicates().allMatch(token -> token.matches("[A-Za-z0-9_-]{22}"));
  }

  private Officer administrator() {
    return accounts.create(null, new Accounts.NewOfficer(null, null, "qt" + slug(), "Quản trị", Role.ADMIN), "mat-khau-thu-nghiem", true, false).block();
  }

  private static String slug() {
    return "p" + UUID.randomUUID().toString().substring(0, 13);
  }
}
