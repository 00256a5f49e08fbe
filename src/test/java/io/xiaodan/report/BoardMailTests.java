package io.xiaodan.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.xiaodan.identity.NewPerson;
import io.xiaodan.identity.People;
import io.xiaodan.identity.Roles;
import io.xiaodan.kernel.Language;
import io.xiaodan.notification.ConnectionKind;
import io.xiaodan.notification.Connections;
import io.xiaodan.notification.DeliveryFilter;
import io.xiaodan.notification.LoggedMessage;
import io.xiaodan.notification.Messenger;
import io.xiaodan.notification.NoticePreference;
import io.xiaodan.notification.NoticePreferences;
import io.xiaodan.platform.Ids;
import io.xiaodan.platform.Workspace;
import io.xiaodan.support.ServerTest;
import io.xiaodan.support.SettableClock;
import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.internet.MimeMessage;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.StreamSupport;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/** Dashboards that come by mail when they are due, through a real mail server. */
@ServerTest
class BoardMailTests {

  private static final String BOARD =
      """
      {"kind": "dashboard", "key": "shop", "label": "店", "widgets": [
         {"key": "areas", "chart": "bar", "title": "区域", "definition": "各区域成交数", "layout": {"x": 0, "y": 0, "w": 6, "h": 8}, "question": {"source": "deals",
           "dimensions": [{"key": "area", "formula": "client.area"}], "measures": [{"key": "n", "aggregate": "count", "label": "成交数"}]}},
         {"key": "money", "chart": "pie", "title": "金额构成", "layout": {"x": 6, "y": 0, "w": 6, "h": 8}, "question": {"source": "deals",
           "dimensions": [{"key": "area", "formula": "client.area"}], "measures": [{"key": "s", "aggregate": "sum", "formula": "amount"}]}}]}
      """;

  /** Long after now, so that the server's own clock finds nothing due. */
  private final SettableClock clock = new SettableClock(Instant.parse("2044-03-01T00:00:00Z"));

  private final GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", "smtp"));

  @Autowired private Shop shop;
  @Autowired private People people;
  @Autowired private Connections connections;
  @Autowired private Messenger messenger;
  @Autowired private NoticePreferences preferences;
  @Autowired private Inquiries inquiries;
  @Autowired private Roles roles;
  @Autowired private BoardMails mails;
  @Autowired private JdbcTemplate database;
  @Autowired private TransactionTemplate transactions;
  @Autowired private JsonMapper json;
  @Autowired private Ids ids;
  @Autowired private Workspace workspace;

  private BoardSubscriptions subscriptions;

  @BeforeEach
  void aBoardAndAMailServer() {
    server.start();
    connections.save(
        "mail",
        new Connections.Wish(
            ConnectionKind.MAIL,
            "邮件",
            null,
            null,
            Map.of(
                "host",
                "127.0.0.1",
                "port",
                String.valueOf(server.getSmtp().getPort()),
                "from",
                "boards@example.com"),
            null),
        Shop.ANN);
    subscriptions =
        new BoardSubscriptions(
            inquiries, roles, mails, database, transactions, json, ids, clock, workspace);
    shop.open();
    shop.deal("client", shop.client("甲", "south"), "day", "2026-02-01", "amount", "4321");
    shop.deal("client", shop.client("乙", "east"), "day", "2026-02-02", "amount", "765");
    shop.publishBoard(BOARD);
  }

  @AfterEach
  void noMailServer() {
    connections.remove("mail");
    database.update("DELETE FROM " + workspace.table("dashboard_subscription"));
    server.stop();
  }

  private UUID person(String address, String role) {
    return people
        .create(new NewPerson(address.replace('@', '.'), "收件人", null, address, null, Set.of(role)))
        .id();
  }

  private BoardSubscriptions.Subscription subscribe(boolean pdf, UUID... receivers) {
    String document =
        "{\"schedule\": {\"every\": \"day\", \"at\": \"08:30\"}, \"emails\": [], \"pdf\": %s, \"site\": \"https://orders.example.com\", \"people\": %s}"
            .formatted(pdf, json.writeValueAsString(receivers));
    return subscriptions.create(shop.blueprint(), Shop.boss(), "shop", json.readTree(document));
  }

  @Test
  void eachReceiverGetsPicturesAndPdfOfWhatTheyMaySeeWhenItIsDue() throws Exception {
    String mark = "." + System.nanoTime() + "@example.com";
    UUID visitor = person("visitor" + mark, "visitor");
    UUID clerk = person("clerk" + mark, "clerk");
    UUID gone = person("gone" + mark, "visitor");
    Instant due = subscribe(true, visitor, clerk, gone).due();
    subscriptions.tick();
    people.setRoles(gone, Set.of());
    clock.set(due);
    subscriptions.tick();
    subscriptions.tick();

    MimeMessage all = mailTo("visitor" + mark);
    assertThat(all.getSubject()).startsWith("店 · ");
    String page = text(part(all, "text/html"));
    assertThat(page)
        .contains("<a href=\"https://orders.example.com/dashboards/shop\">", "cid:picture-0");
    BufferedImage picture = ImageIO.read(new ByteArrayInputStream(bytes(part(all, "image/png"))));
    assertThat(pixels(picture, 0x4a86e8)).as("blue bars").isGreaterThan(2_000);
    try (PDDocument pdf = Loader.loadPDF(bytes(part(all, "application/pdf")))) {
      assertThat(
              StreamSupport.stream(
                      pdf.getPage(0).getResources().getXObjectNames().spliterator(), false)
                  .count())
          .as("charts are lines and letters, not pictures")
          .isZero();
      assertThat(new PDFTextStripper().getText(pdf))
          .contains("各区域成交数", "华东", "765.00")
          .doesNotContain("华南");
    }
    try (PDDocument pdf = Loader.loadPDF(bytes(part(mailTo("clerk" + mark), "application/pdf")))) {
      assertThat(new PDFTextStripper().getText(pdf))
          .contains("华东", "华南")
          .doesNotContain("765", "4,321", "金额构成");
    }
    LoggedMessage withheld = logged("gone" + mark);
    assertThat(withheld.state()).isEqualTo("not_sent");
    assertThat(Objects.requireNonNull(withheld.reason()).code()).isEqualTo("report.mail_unseen");
    assertThat(received("gone" + mark)).isEmpty();
    assertThat(received("visitor" + mark)).hasSize(1);
    assertThat(subscriptions.all(shop.blueprint(), Shop.boss(), "shop").getFirst().due())
        .isEqualTo(due.plusSeconds(86_400));
  }

  @Test
  void withoutAPdfThePicturesComeAlone() throws Exception {
    String address = "plain." + System.nanoTime() + "@example.com";
    UUID english = person("english." + address, "visitor");
    preferences.save(english, new NoticePreference(Map.of(), null, LocalTime.NOON, Language.EN));
    clock.set(subscribe(false, person(address, "visitor"), english).due());
    subscriptions.tick();
    MimeMessage mail = mailTo(address);
    String theirs = text(part(mailTo("english." + address), "text/plain"));
    assertThat(theirs).contains("because you subscribed").doesNotContain("因为订阅了这个看板");
    assertThat(text(part(mail, "text/plain")))
        .contains("因为订阅了这个看板")
        .doesNotContain("because you subscribed");
    assertThat(parts(mail)).extracting(BoardMailTests::type).contains("image/png", "text/plain");
    assertThat(parts(mail)).extracting(BoardMailTests::type).doesNotContain("application/pdf");
  }

  private MimeMessage mailTo(String address) throws Exception {
    for (int i = 0; i < 300 && received(address).isEmpty(); i++) {
      Thread.sleep(100);
    }
    assertThat(received(address)).as("mail to " + address).isNotEmpty();
    return received(address).getFirst();
  }

  private List<MimeMessage> received(String address) {
    return Arrays.stream(server.getReceivedMessages())
        .filter(mail -> to(mail).equals(address))
        .toList();
  }

  private static String to(MimeMessage mail) {
    try {
      return mail.getAllRecipients()[0].toString();
    } catch (MessagingException e) {
      throw new AssertionError(e);
    }
  }

  private LoggedMessage logged(String address) throws InterruptedException {
    DeliveryFilter filter = new DeliveryFilter(null, null, address);
    for (int i = 0; i < 300; i++) {
      List<LoggedMessage> found = messenger.deliveries(filter, null, 10).items();
      if (!found.isEmpty() && !found.getFirst().state().equals("sending")) {
        return found.getFirst();
      }
      Thread.sleep(100);
    }
    throw new AssertionError("nothing in the log for " + address);
  }

  private static List<Part> parts(Part part) throws MessagingException, IOException {
    if (!(part.getContent() instanceof Multipart several)) {
      return List.of(part);
    }
    List<Part> parts = new ArrayList<>();
    for (int i = 0; i < several.getCount(); i++) {
      BodyPart each = several.getBodyPart(i);
      parts.addAll(parts(each));
    }
    return parts;
  }

  private static String type(Part part) {
    try {
      return part.getContentType().replaceAll(";(?s).*", "").strip();
    } catch (MessagingException e) {
      throw new AssertionError(e);
    }
  }

  private static Part part(MimeMessage mail, String type) throws MessagingException, IOException {
    return parts(mail).stream().filter(part -> type(part).equals(type)).findFirst().orElseThrow();
  }

  private static String text(Part part) throws MessagingException, IOException {
    return part.getContent().toString();
  }

  private static byte[] bytes(Part part) throws MessagingException, IOException {
    return part.getInputStream().readAllBytes();
  }

  private static long pixels(BufferedImage image, int colour) {
    long count = 0;
    for (int x = 0; x < image.getWidth(); x++) {
      for (int y = 0; y < image.getHeight(); y++) {
        count += (image.getRGB(x, y) & 0xffffff) == colour ? 1 : 0;
      }
    }
    return count;
  }
}
