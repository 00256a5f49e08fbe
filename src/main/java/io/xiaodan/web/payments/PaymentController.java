package io.xiaodan.web.payments;

import io.xiaodan.identity.Actor;
import io.xiaodan.identity.Roles;
import io.xiaodan.integration.PaymentCallbacks;
import io.xiaodan.integration.PaymentReceiver.Receipt;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** The door for payment services, and what an administrator needs to set one up. */
@RestController
class PaymentController {

  private static final String PATH = "/api/payments/callback";

  private final PaymentCallbacks callbacks;
  private final Roles roles;

  PaymentController(PaymentCallbacks callbacks, Roles roles) {
    this.callbacks = callbacks;
    this.roles = roles;
  }

  record Taken(UUID id, boolean repeated) {}

  record AccessView(String path, String header, boolean configured, @Nullable String secret) {}

  @PostMapping(PATH)
  Taken callback(
      @RequestHeader(name = PaymentCallbacks.HEADER, required = false) @Nullable String signature,
      @RequestBody(required = false) byte @Nullable [] body) {
    Receipt receipt = callbacks.receive(signature, body == null ? new byte[0] : body);
    return new Taken(receipt.recordId(), receipt.repeated());
  }

  @GetMapping("/api/integration/payment")
  AccessView access(Actor actor) {
    roles.requireAdministers(actor);
    PaymentCallbacks.Access access = callbacks.access();
    return new AccessView(PATH, PaymentCallbacks.HEADER, access.configured(), access.secret());
  }
}
