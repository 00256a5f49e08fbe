package io.xiaodan.carrier;

import io.xiaodan.notification.ConnectionKind;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A service that knows where the parcels of many carriers are. */
sealed interface CarrierService permits Kuaidi100, Kdniao {

  /** The kind of connection that leads to it. */
  ConnectionKind kind();

  /**
   * The fields of a question, signed.
   *
   * @param code of the carrier at this service
   * @param secret as the connection keeps it
   */
  Map<String, String> question(ParcelNumber parcel, String code, String secret);

  /** What the answer says; an answer in another shape is a refusal. */
  Told read(String body);

  /**
   * What a service told.
   *
   * @param events the latest first
   * @param refusal why it told nothing; null where it did
   */
  record Told(ParcelState state, List<ParcelEvent> events, @Nullable String refusal) {
    static Told refused(String why) {
      return new Told(ParcelState.UNKNOWN, List.of(), why);
    }
  }
}
