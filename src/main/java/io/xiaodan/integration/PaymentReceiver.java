package io.xiaodan.integration;

import java.util.UUID;

/** Makes records of verified payment callbacks; implemented above this module. */
public interface PaymentReceiver {

  /**
   * Takes one callback. The same payment number with the same state, however often and however
   * simultaneously it comes, has one effect.
   *
   * @throws io.xiaodan.kernel.ProblemException when it cannot be recorded: INVALID for an order
   *     that does not exist or a state the payment form does not have
   */
  Receipt accept(PaymentCallback callback);

  /**
   * What became of a callback.
   *
   * @param recordId the payment's record
   * @param repeated whether it was known before and nothing changed
   */
  record Receipt(UUID recordId, boolean repeated) {}
}
