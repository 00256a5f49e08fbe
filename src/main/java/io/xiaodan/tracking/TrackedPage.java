package io.xiaodan.tracking;

import io.xiaodan.carrier.ParcelEvent;
import io.xiaodan.kernel.Label;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * What is seen of one record through its link.
 *
 * @param expected when the next thing happens and why; null where nothing is expected
 * @param urgeFrom when it may be urged; null where it may not
 * @param mayWrite whether a message may be left
 */
public record TrackedPage(
    String company,
    String timeZone,
    String title,
    @Nullable String intro,
    @Nullable String contact,
    List<Step> stages,
    List<Note> notices,
    @Nullable Expected expected,
    List<ObjectNode> fields,
    List<Delivery> deliveries,
    boolean moreDeliveries,
    List<Document> documents,
    @Nullable Instant urgeFrom,
    boolean mayWrite,
    List<Line> messages) {

  /**
   * A stage.
   *
   * @param at when it was reached; null where it is not, or nobody knows
   */
  public record Step(String key, Label label, boolean done, @Nullable Instant at) {}

  /** What is said above everything else. */
  public record Note(String level, String text) {}

  /**
   * The next thing.
   *
   * @param date {@code 2026-03-01}; null where none is known
   */
  public record Expected(@Nullable String date, String reason) {}

  /**
   * A delivery.
   *
   * @param parcel what its carrier says; null where there is none
   * @param signs whether it waits to be signed for
   * @param signedBy who signed; null where nobody has
   */
  public record Delivery(
      UUID id,
      String title,
      List<ObjectNode> fields,
      @Nullable Way parcel,
      boolean signs,
      @Nullable String signedBy,
      @Nullable Instant signedAt) {}

  /**
   * A parcel on its way.
   *
   * @param carrier its name
   * @param state in the words of {@link io.xiaodan.carrier.ParcelState}
   * @param asking whether the carrier is being asked just now for the first time
   */
  public record Way(
      Label carrier,
      String number,
      String state,
      List<ParcelEvent> events,
      @Nullable Instant askedAt,
      boolean asking) {}

  /**
   * Something to download.
   *
   * @param key part of its address
   */
  public record Document(String key, Label label, @Nullable String of) {}

  /**
   * What was said.
   *
   * @param mine whether the customer said it
   * @param kind {@code message}, {@code urge}, {@code signed} or {@code reply}
   */
  public record Line(Instant at, boolean mine, String kind, String text) {}
}
