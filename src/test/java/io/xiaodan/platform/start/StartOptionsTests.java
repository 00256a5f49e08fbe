package io.xiaodan.platform.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.xiaodan.platform.database.DatabaseAddress;
import java.util.List;
import org.junit.jupiter.api.Test;

class StartOptionsTests {

  @Test
  void turnsOptionsIntoSettings() {
    assertThat(
            StartOptions.settings(
                List.of("--data", "/srv/x", "--port=81", "--demo", "--spring.a=b")))
        .containsExactly(
            "--xiaodan.data=/srv/x", "--server.port=81", "--xiaodan.demo=true", "--spring.a=b");
  }

  @Test
  void refusesWhatIsUnknownOrIncomplete() {
    assertThatThrownBy(() -> StartOptions.settings(List.of("--prot", "1")))
        .hasMessage("unknown-option");
    assertThatThrownBy(() -> StartOptions.settings(List.of("--data")))
        .hasMessage("option-without-value");
    assertThatThrownBy(() -> StartOptions.settings(List.of("--port", "70000"))).hasMessage("port");
    assertThatThrownBy(() -> StartOptions.settings(List.of("--port", "-1"))).hasMessage("port");
  }

  @Test
  void readsBothKindsOfDatabaseAddresses() {
    DatabaseAddress address =
        DatabaseAddress.parse("postgresql://al%40x:p+%2F1@db:5433/my_db?ssl=true");
    assertThat(address.url()).isEqualTo("jdbc:postgresql://db:5433/my_db?ssl=true");
    assertThat(address.user()).isEqualTo("al@x");
    assertThat(address.password()).isEqualTo("p+/1");
    assertThat(address).asString().doesNotContain("p+");
    DatabaseAddress jdbc =
        DatabaseAddress.parse("jdbc:postgresql://db/x?user=a&password=geheim&ssl=true");
    assertThat(jdbc).asString().doesNotContain("geheim").contains("ssl=true");
    assertThatThrownBy(() -> DatabaseAddress.parse("mysql://db/x")).hasMessage("database-url");
    assertThatThrownBy(() -> DatabaseAddress.parse("postgresql://db")).hasMessage("database-url");
  }
}
