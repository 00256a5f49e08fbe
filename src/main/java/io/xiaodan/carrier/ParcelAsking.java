package io.xiaodan.carrier;

import io.xiaodan.notification.ConnectionCalls;
import io.xiaodan.notification.ConnectionKind;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Asks services outside where a parcel is, and keeps what they say. */
@Component
class ParcelAsking {

  private static final Logger log = LoggerFactory.getLogger(ParcelAsking.class);

  /** The services forbid to ask for the same number more often. */
  private static final Duration PAUSE = Duration.ofMinutes(30);

  private static final Duration LONGEST_PAUSE = Duration.ofHours(8);
  private static final int LONGEST_NOTE = 200;

  private final ParcelStore store;
  private final Carriers carriers;
  private final ConnectionCalls calls;
  private final Map<ConnectionKind, CarrierService> services;
  private final TransactionTemplate transactions;
  private final ApplicationEventPublisher events;
  private final Clock clock;

  ParcelAsking(
      ParcelStore store,
      Carriers carriers,
      ConnectionCalls calls,
      List<CarrierService> services,
      TransactionTemplate transactions,
      ApplicationEventPublisher events,
      Clock clock) {
    this.store = store;
    this.carriers = carriers;
    this.calls = calls;
    this.services =
        services.stream().collect(Collectors.toMap(CarrierService::kind, Function.identity()));
    this.transactions = transactions;
    this.events = events;
    this.clock = clock;
  }

  /** Whether a connection leads to a service that knows parcels. */
  boolean knows(String connection) {
    return calls.kind(connection).filter(services::containsKey).isPresent();
  }

  /** Asks the service once; what it refuses is kept with the reason, and asked again later. */
  void ask(String carrier, String number) {
    ParcelStore.Kept kept = store.find(carrier, number).orElse(null);
    Instant now = clock.instant();
    if (kept == null || kept.nextAt().isAfter(now)) {
      return;
    }
    CarrierService.Told told = told(kept);
    Parcel before = kept.parcel();
    if (told.refusal() != null) {
      String note = told.refusal().strip();
      log.warn("parcel not known carrier={} number={} said={}", carrier, number, note);
      int fails = kept.fails() + 1;
      store.told(
          new Parcel(
              before.number(),
              before.state(),
              before.events(),
              note.substring(0, Math.min(note.length(), LONGEST_NOTE)),
              now),
          now.plus(pause(fails)),
          fails);
      return;
    }
    transactions.executeWithoutResult(_ -> {
      store.told(
          new Parcel(before.number(), told.state(), told.events(), null, now), now.plus(PAUSE), 0);
      if (told.state() != before.state()) {
        events.publishEvent(new ParcelMoved(before.number(), told.state()));
      }
    });
  }

  private CarrierService.Told told(ParcelStore.Kept kept) {
    ConnectionKind kind = calls.kind(kept.connection()).orElse(null);
    CarrierService service = kind == null ? null : services.get(kind);
    if (service == null) {
      return CarrierService.Told.refused("no connection " + kept.connection());
    }
    ParcelNumber number = kept.parcel().number();
    String code =
        carriers.find(number.carrier()).flatMap(one -> one.code(kind.key())).orElse(null);
    if (code == null) {
      return CarrierService.Told.refused(kind.key() + ": " + number.carrier());
    }
    try {
      ConnectionCalls.Said said =
          calls.ask(kept.connection(), secret -> service.question(number, code, secret));
      return said.status() / 100 == 2
          ? service.read(said.body())
          : CarrierService.Told.refused(said.status() + " " + said.body());
    } catch (IOException e) {
      return CarrierService.Told.refused(e.getClass().getSimpleName());
    }
  }

  /** Longer after each failure in a row. */
  private static Duration pause(int fails) {
    Duration longer = PAUSE.multipliedBy(1L << Math.min(fails - 1, 4));
    return longer.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : longer;
  }
}
