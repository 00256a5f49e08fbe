package io.xiaodan.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.xiaodan.blueprint.Blueprints;
import io.xiaodan.identity.Actor;
import io.xiaodan.identity.Origin;
import io.xiaodan.integration.HookMapping.Source;
import io.xiaodan.kernel.ProblemException;
import io.xiaodan.record.Caller;
import io.xiaodan.record.Records;
import io.xiaodan.record.StoredRecord;
import io.xiaodan.support.ServerTest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** Calls of other systems become records of the order app's payments and customers. */
@ServerTest
class HookDoorTests {

  private static final String SECRET = "a-shared-secret";

  @Autowired private Hooks hooks;
  @Autowired private HookDoor door;
  @Autowired private Blueprints blueprints;
  @Autowired private Records records;
  @Autowired private JdbcClient database;
  @Autowired private JsonMapper json;

  private final String mark = "H" + System.nanoTime();

  private Hook customers(HookProof proof, @Nullable String match) {
    return hooks.create(
        new Hooks.Wish(
            "官网线索",
            "customers",
            proof,
            proof == HookProof.NONE ? null : SECRET,
            new HookMapping(
                List.of(
                    new Source("name", "/lead/name", null, null, null),
                    new Source("level", "/lead/level", null, null, Map.of("GOLD", "vip")),
                    new Source("region", null, "south", null, null),
                    new Source("phone", "/lead/phone", null, null, null)),
                "/id",
                match,
                null,
                null),
            true),
        Actor.SYSTEM);
  }

  private String lead(String id, String phone) {
    return """
    {"id": "%s", "lead": {"name": "%s", "level": "GOLD", "phone": "%s"}}
    """
        .formatted(id, mark, phone);
  }

  @Test
  void makesOneRecordOfACallThatComesThreeTimesAtOnce() throws Exception {
    Hook hook = customers(HookProof.XIAODAN, null);
    byte[] body = bytes(lead("e1", "13800138000"));
    CountDownLatch start = new CountDownLatch(1);
    List<HookDoor.Receipt> receipts;
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Callable<HookDoor.Receipt> call =
          () -> {
            start.await();
            return door.receive(hook.address(), signed(body), body);
          };
      List<Future<HookDoor.Receipt>> asked =
          List.of(threads.submit(call), threads.submit(call), threads.submit(call));
      start.countDown();
      receipts = List.of(asked.get(0).get(), asked.get(1).get(), asked.get(2).get());
    }
    assertThat(receipts).filteredOn(HookDoor.Receipt::repeated).hasSize(2);
    assertThat(receipts)
        .extracting(HookDoor.Receipt::record)
        .containsOnly(receipts.getFirst().record());
    StoredRecord made = get(receipts.getFirst());
    assertThat(made.values())
        .containsEntry("name", mark)
        .containsEntry("level", "vip")
        .containsEntry("region", "south");
    assertThat(count()).isEqualTo(1);
    assertThat(door.calls(hook.id(), null, null, 10)).hasSize(3);
  }

  @Test
  void refusesWhatIsNotProvedAndDoesNotLetItInByReplay() {
    Hook hook = customers(HookProof.XIAODAN, null);
    byte[] body = bytes(lead("e1", "13800138000"));
    assertThat(code(() -> door.receive(hook.address(), Map.of(), body))).isEqualTo("bad_signature");
    Map<String, String> old = signed(body, Instant.now().minusSeconds(3_600));
    assertThat(code(() -> door.receive(hook.address(), old, body))).isEqualTo("signature_expired");
    Map<String, String> other = signed(bytes(lead("e2", "13800138000")));
    assertThat(code(() -> door.receive(hook.address(), other, body))).isEqualTo("bad_signature");
    List<HookCall> calls = door.calls(hook.id(), "refused", null, 10);
    assertThat(calls).hasSize(3);
    assertThat(code(() -> door.replay(calls.getFirst().id()))).isEqualTo("integration.unproved");
    assertThat(count()).isZero();
  }

  @Test
  void takesTheSignaturesAndTokensOfOtherMakers() {
    byte[] body = bytes(lead("e1", "13800138000"));
    Hook hmac = customers(HookProof.HMAC, null);
    String right = HookProof.hex(SECRET, body);
    assertThat(
            door.receive(hmac.address(), Map.of("x-signature", "sha256=" + right), body).repeated())
        .isFalse();
    assertThat(
            code(() ->
                door.receive(
                    hmac.address(),
                    Map.of("x-signature", right.replace(right.charAt(0), 'z')),
                    body)))
        .isEqualTo("bad_signature");
    Hook token = customers(HookProof.TOKEN, null);
    assertThat(door.receive(token.address(), Map.of("x-token", SECRET), body).repeated()).isFalse();
    assertThat(door.calls(token.id(), null, null, 1).getFirst().headers())
        .doesNotContainKey("x-token");
    assertThat(code(() -> door.receive(token.address(), Map.of("x-token", ""), body)))
        .isEqualTo("bad_signature");
  }

  @Test
  void keepsACallThatIsRefusedAndTakesItWhenTheMappingIsMended() {
    Hook hook = customers(HookProof.NONE, null);
    byte[] body = bytes(lead("e1", "not a phone"));
    assertThat(code(() -> door.receive(hook.address(), Map.of(), body))).isEqualTo("invalid");
    HookCall call = door.calls(hook.id(), null, null, 1).getFirst();
    assertThat(call.state()).isEqualTo("refused");
    assertThat(call.reasons()).isNotEmpty();
    assertThat(count()).isZero();
    HookMapping mapping = hook.mapping();
    hooks.change(
        hook.id(),
        hook.rev(),
        new Hooks.Wish(
            hook.label(),
            hook.form(),
            hook.proof(),
            null,
            new HookMapping(
                mapping.fields().stream()
                    .filter(source -> !source.field().equals("phone"))
                    .toList(),
                mapping.key(),
                null,
                null,
                null),
            true),
        Actor.SYSTEM);
    HookDoor.Receipt receipt = door.replay(call.id());
    assertThat(get(receipt).values()).containsEntry("name", mark);
    assertThat(door.replay(call.id()).repeated()).isTrue();
    assertThat(count()).isEqualTo(1);
    assertThat(door.calls(hook.id(), "repeated", null, 1).getFirst().replays()).isEqualTo(2);
  }

  @Test
  void isClosedWhenItIsTurnedOffAndUnknownUnderAnotherAddress() {
    Hook hook = customers(HookProof.NONE, null);
    byte[] body = bytes(lead("e1", "13800138000"));
    assertThat(code(() -> door.receive("x" + hook.address(), Map.of(), body)))
        .isEqualTo("integration.no_hook");
    hooks.change(
        hook.id(),
        1,
        new Hooks.Wish(hook.label(), hook.form(), hook.proof(), null, hook.mapping(), false),
        Actor.SYSTEM);
    assertThat(code(() -> door.receive(hook.address(), Map.of(), body)))
        .isEqualTo("integration.no_hook");
    assertThat(count()).isZero();
  }

  @Test
  void readsFormsAndAsksForTheKeyAndKeepsNumbersExact() {
    HookPayload payload = HookPayload.read(json, "id=7&name=%E5%BC%A0%E4%B8%89&x=");
    HookMapping mapping =
        new HookMapping(
            List.of(new Source("name", "/name", null, null, null)), "/id", null, null, null);
    assertThat(payload.key(mapping)).isEqualTo("7");
    assertThat(code(() -> HookPayload.read(json, "{\"name\": 1}").key(mapping)))
        .isEqualTo("invalid");
    HookPayload number = HookPayload.read(json, "{\"name\": 0.10000000000000000005}");
    assertThat(
            number
                .values(
                    mapping,
                    blueprints.current().find(io.xiaodan.form.Form.TYPE, "customers").orElseThrow())
                .path("name")
                .asString())
        .isEqualTo("0.10000000000000000005");
    assertThat(code(() -> HookPayload.read(json, "nonsense"))).isEqualTo("malformed");
  }

  @Test
  void saysEverythingThatIsWrongWithADoorAtOnce() {
    ProblemException refused =
        catchThrowableOfType(
            ProblemException.class,
            () ->
                hooks.create(
                    new Hooks.Wish(
                        " ",
                        "customers",
                        HookProof.TOKEN,
                        "short",
                        new HookMapping(
                            List.of(new Source("nothing", "/x", null, null, null)),
                            "no pointer",
                            "name",
                            null,
                            null),
                        true),
                    Actor.SYSTEM));
    assertThat(refused.problem().violations())
        .extracting(violation -> String.valueOf(violation.field()))
        .containsExactlyInAnyOrder("label", "secret", "fields.nothing", "key", "match");
  }

  private static String code(org.assertj.core.api.ThrowableAssert.ThrowingCallable work) {
    ProblemException refused = catchThrowableOfType(ProblemException.class, work);
    return refused.problem().message().code();
  }

  private StoredRecord get(HookDoor.Receipt receipt) {
    return records.get(
        new Caller(blueprints.current(), Actor.system(Origin.API)),
        "customers",
        Objects.requireNonNull(receipt.record()));
  }

  private int count() {
    return database
        .sql("select count(*) from w_main.f_customers where name = ?")
        .param(mark)
        .query(Integer.class)
        .single();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static Map<String, String> signed(byte[] body) {
    return signed(body, Instant.now());
  }

  private static Map<String, String> signed(byte[] body, Instant at) {
    Map<String, String> headers = new HashMap<>();
    headers.put(
        "x-xiaodan-signature",
        "t=" + at.getEpochSecond() + ",v1=" + PaymentSignature.sign(SECRET, at, body));
    return headers;
  }
}
