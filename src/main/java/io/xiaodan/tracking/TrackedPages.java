package io.xiaodan.tracking;

import io.xiaodan.access.Access;
import io.xiaodan.access.FormAction;
import io.xiaodan.carrier.Carriers;
import io.xiaodan.carrier.Parcel;
import io.xiaodan.carrier.ParcelNumber;
import io.xiaodan.carrier.ParcelState;
import io.xiaodan.carrier.Parcels;
import io.xiaodan.expression.Environment;
import io.xiaodan.expression.Formula;
import io.xiaodan.expression.FormulaException;
import io.xiaodan.expression.Values;
import io.xiaodan.kernel.Label;
import io.xiaodan.kernel.Language;
import io.xiaodan.link.Disclosure;
import io.xiaodan.link.RecordLink;
import io.xiaodan.platform.Workspace;
import io.xiaodan.record.Caller;
import io.xiaodan.record.ListQuery;
import io.xiaodan.record.RecordLists;
import io.xiaodan.record.Records;
import io.xiaodan.record.StoredRecord;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Puts together what is seen of one record: its own fields, its deliveries, nothing else. */
@Component
class TrackedPages {

  private static final int MOST_DELIVERIES = 50;

  private final Records records;
  private final RecordLists lists;
  private final Access access;
  private final Disclosure disclosure;
  private final StageTimes times;
  private final Parcels parcels;
  private final Carriers carriers;
  private final TrackingMessages messages;
  private final Workspace workspace;
  private final Clock clock;

  TrackedPages(
      Records records,
      RecordLists lists,
      Access access,
      Disclosure disclosure,
      StageTimes times,
      Parcels parcels,
      Carriers carriers,
      TrackingMessages messages,
      Workspace workspace,
      Clock clock) {
    this.records = records;
    this.lists = lists;
    this.access = access;
    this.disclosure = disclosure;
    this.times = times;
    this.parcels = parcels;
    this.carriers = carriers;
    this.messages = messages;
    this.workspace = workspace;
    this.clock = clock;
  }

  Environment environment() {
    return Environment.of(clock.instant(), workspace.zone());
  }

  /**
   * The page in the caller's language and with the caller's rights.
   *
   * @param link through which it is opened; null where there is none yet
   */
  TrackedPage page(
      Caller caller, Tracking tracking, StoredRecord record, @Nullable RecordLink link) {
    Environment now = environment();
    Values values = records.values(caller, record);
    Language language = caller.actor().language();
    List<Tracking.Announcement> said =
        tracking.notices().stream().filter(one -> holds(one.when(), values, now)).toList();
    boolean ended = said.stream().anyMatch(Tracking.Announcement::ends);
    Deliveries deliveries = deliveries(caller, tracking, record, now);
    return new TrackedPage(
        workspace.name(),
        workspace.zone().getId(),
        tracking.title().in(language).render(values, now),
        text(tracking.intro(), language, values, now),
        text(tracking.contact(), language, values, now),
        times.of(caller, tracking, record, now).stream()
            .map(one ->
                new TrackedPage.Step(one.stage().key(), one.stage().label(), one.done(), one.at()))
            .toList(),
        said.stream()
            .map(one ->
                new TrackedPage.Note(one.level(), one.text().in(language).render(values, now)))
            .toList(),
        ended ? null : expected(tracking, language, values, now),
        disclosure.fields(tracking.form(), tracking.shown(), shown(caller, record)),
        deliveries.all(),
        deliveries.more(),
        documents(tracking, deliveries.all(), values, now),
        urgeFrom(tracking, link, values, now),
        tracking.message() != null && holds(tracking.message().when(), values, now),
        link == null
            ? List.of()
            : messages.of(link.id()).stream()
                .map(one ->
                    new TrackedPage.Line(one.at(), one.by() == null, one.kind(), one.text()))
                .toList());
  }

  private static @Nullable String text(
      @Nullable Wording wording, Language language, Values values, Environment now) {
    return wording == null ? null : wording.in(language).render(values, now);
  }

  static boolean holds(@Nullable Formula when, Values values, Environment now) {
    try {
      return when == null || when.test(values, now);
    } catch (FormulaException e) {
      return false;
    }
  }

  private Map<?, ?> shown(Caller caller, StoredRecord record) {
    return records.json(caller, record).get("values") instanceof Map<?, ?> all ? all : Map.of();
  }

  private TrackedPage.@Nullable Expected expected(
      Tracking tracking, Language language, Values values, Environment now) {
    for (Tracking.Expectation one : tracking.expected()) {
      if (holds(one.when(), values, now)) {
        Object date = one.date() == null ? null : one.date().evaluate(values, now);
        LocalDate day =
            switch (date) {
              case LocalDate local -> local;
              case Instant moment -> moment.atZone(now.zone()).toLocalDate();
              case null, default -> null;
            };
        return new TrackedPage.Expected(
            day == null ? null : day.toString(), one.reason().in(language).render(values, now));
      }
    }
    return null;
  }

  private @Nullable Instant urgeFrom(
      Tracking tracking, @Nullable RecordLink link, Values values, Environment now) {
    Tracking.Ask urge = tracking.urge();
    if (urge == null || link == null || !holds(urge.when(), values, now)) {
      return null;
    }
    return messages.next(link.id(), "urge", urge.every()).orElse(now.now());
  }

  private List<TrackedPage.Document> documents(
      Tracking tracking, List<TrackedPage.Delivery> deliveries, Values values, Environment now) {
    List<TrackedPage.Document> documents = new ArrayList<>();
    for (Tracking.Paper paper : tracking.documents()) {
      if (!holds(paper.when(), values, now)) {
        continue;
      }
      if (paper.delivery()) {
        for (TrackedPage.Delivery one : deliveries) {
          documents.add(
              new TrackedPage.Document(paper.key() + ":" + one.id(), paper.label(), one.title()));
        }
      } else if (paper.print() != null) {
        documents.add(new TrackedPage.Document(paper.key(), paper.label(), null));
      } else if (paper.field() != null) {
        files(values.get(paper.field()))
            .forEach(file ->
                documents.add(
                    new TrackedPage.Document(paper.key() + ":" + file, paper.label(), null)));
      }
    }
    return documents;
  }

  static List<String> files(@Nullable Object value) {
    return value instanceof List<?> list ? list.stream().map(String::valueOf).toList() : List.of();
  }

  private record Deliveries(List<TrackedPage.Delivery> all, boolean more) {}

  private Deliveries deliveries(
      Caller caller, Tracking tracking, StoredRecord record, Environment now) {
    Tracking.Deliveries of = tracking.deliveries();
    if (of == null
        || !access
            .of(caller.blueprint(), caller.actor(), of.form())
            .mayEver(FormAction.VIEW)) {
      return new Deliveries(List.of(), false);
    }
    var page =
        lists.page(
            caller,
            of.form().key(),
            new ListQuery(
                of.by().key() + ".id = \"" + record.id() + "\"",
                "created_at",
                null,
                false,
                MOST_DELIVERIES,
                null));
    List<TrackedPage.Delivery> all = new ArrayList<>();
    for (Map<String, @Nullable Object> item : page.items()) {
      UUID id = UUID.fromString(String.valueOf(item.get("id")));
      StoredRecord delivery = records.get(caller, of.form().key(), id);
      Values values = records.values(caller, delivery);
      if (holds(of.when(), values, now)) {
        all.add(delivery(caller, of, delivery, values, now));
      }
    }
    return new Deliveries(all, page.next() != null);
  }

  private TrackedPage.Delivery delivery(
      Caller caller,
      Tracking.Deliveries of,
      StoredRecord delivery,
      Values values,
      Environment now) {
    Tracking.Sign sign = of.sign();
    Map<?, ?> shown = shown(caller, delivery);
    boolean signed = sign != null && delivery.values().containsKey(sign.signature());
    Object name = sign == null ? null : shown.get(sign.name());
    Object at = sign == null || sign.at() == null ? null : delivery.values().get(sign.at());
    return new TrackedPage.Delivery(
        delivery.id(),
        records.title(caller, delivery),
        disclosure.fields(of.form(), of.shown(), shown),
        way(of, delivery),
        sign != null && !signed && holds(sign.when(), values, now),
        signed && name != null ? name.toString() : null,
        signed && at instanceof Instant moment ? moment : null);
  }

  private TrackedPage.@Nullable Way way(Tracking.Deliveries of, StoredRecord delivery) {
    Object carrier = of.carrier() == null ? null : delivery.values().get(of.carrier());
    Object number = of.number() == null ? null : delivery.values().get(of.number());
    if (carrier == null || number == null) {
      return null;
    }
    Label name = carriers.find(carrier.toString()).map(one -> one.label()).orElse(null);
    if (name == null) {
      return null;
    }
    Object phone = of.phone() == null ? null : delivery.values().get(of.phone());
    Parcel parcel =
        of.connection() == null
            ? null
            : parcels
                .look(
                    new ParcelNumber(
                        carrier.toString(),
                        number.toString(),
                        phone == null ? null : phone.toString()),
                    of.connection())
                .orElse(null);
    return parcel == null
        ? new TrackedPage.Way(
            name, number.toString(), ParcelState.UNKNOWN.key(), List.of(), null, false)
        : new TrackedPage.Way(
            name,
            number.toString(),
            parcel.state().key(),
            parcel.events(),
            parcel.askedAt(),
            parcel.askedAt() == null);
  }
}
