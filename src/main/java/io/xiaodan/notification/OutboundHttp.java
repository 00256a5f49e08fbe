package io.xiaodan.notification;

import io.xiaodan.kernel.Message;
import java.io.IOException;
import java.io.InputStream;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.entity.UrlEncodedFormEntity;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.NameValuePair;
import org.apache.hc.core5.http.io.entity.StringEntity;
import org.apache.hc.core5.http.message.BasicNameValuePair;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/**
 * Calls other systems without letting an address that somebody typed reach into the own network:
 * every resolved address is looked at when the connection is made, redirects are not followed, and
 * only the beginning of an answer is read.
 */
@Component
class OutboundHttp implements DisposableBean {

  /** Of an answer no more than this is read, in bytes. */
  static final int LONGEST_ANSWER = 64 * 1024;

  private static final int CARRIER_GRADE = 100;

  private final OutboundSettings settings;
  private final CloseableHttpClient client;

  OutboundHttp(OutboundSettings settings) {
    this.settings = settings;
    Timeout timeout = Timeout.of(settings.timeout());
    this.client =
        HttpClients.custom()
            .setConnectionManager(
                PoolingHttpClientConnectionManagerBuilder.create()
                    .setDnsResolver(new Guard(settings))
                    .setDefaultConnectionConfig(
                        ConnectionConfig.custom()
                            .setConnectTimeout(timeout)
                            .setSocketTimeout(timeout)
                            .build())
                    .build())
            .setDefaultRequestConfig(
                RequestConfig.custom()
                    .setResponseTimeout(timeout)
                    .setConnectionRequestTimeout(timeout)
                    .build())
            .disableRedirectHandling()
            .disableAutomaticRetries()
            .disableCookieManagement()
            .setUserAgent("Xiaodan")
            .build();
  }

  /**
   * What another system answered.
   *
   * @param body its beginning
   */
  record Answer(int status, String body) {}

  /** An address lies within the own network. */
  static final class Forbidden extends UnknownHostException {
    private static final long serialVersionUID = 1L;

    Forbidden(String host) {
      super(host);
    }
  }

  /**
   * Sends JSON and waits for the answer.
   *
   * @throws Forbidden when the host lies within the own network and is not allowed
   * @throws IOException when there is no answer in time
   */
  Answer post(URI url, String body, Map<String, String> headers) throws IOException {
    HttpPost request = new HttpPost(url);
    headers.forEach(request::setHeader);
    request.setEntity(new StringEntity(body, ContentType.APPLICATION_JSON));
    return client.execute(request, OutboundHttp::answer);
  }

  /**
   * Asks and waits for the answer.
   *
   * @throws Forbidden when the host lies within the own network and is not allowed
   * @throws IOException when there is no answer in time
   */
  Answer get(URI url) throws IOException {
    return client.execute(new HttpGet(url), OutboundHttp::answer);
  }

  /**
   * Sends fields as a form does and waits for the answer.
   *
   * @throws Forbidden when the host lies within the own network and is not allowed
   * @throws IOException when there is no answer in time
   */
  Answer post(URI url, Map<String, String> fields) throws IOException {
    HttpPost request = new HttpPost(url);
    List<NameValuePair> pairs = new ArrayList<>();
    fields.forEach((name, value) -> pairs.add(new BasicNameValuePair(name, value)));
    request.setEntity(new UrlEncodedFormEntity(pairs, StandardCharsets.UTF_8));
    return client.execute(request, OutboundHttp::answer);
  }

  private static Answer answer(ClassicHttpResponse response) throws IOException {
    HttpEntity entity = response.getEntity();
    return new Answer(response.getCode(), entity == null ? "" : beginning(entity));
  }

  private static String beginning(HttpEntity entity) throws IOException {
    try (InputStream content = entity.getContent()) {
      return content == null
          ? ""
          : new String(content.readNBytes(LONGEST_ANSWER), StandardCharsets.UTF_8);
    }
  }

  /** Why an address cannot be called, as far as it tells by itself; empty when it may be. */
  Optional<Message> refusal(String text) {
    URI url;
    try {
      url = new URI(text);
    } catch (URISyntaxException e) {
      return Optional.of(Message.of("connection_url"));
    }
    String host = url.getHost();
    boolean web = "https".equals(url.getScheme()) || "http".equals(url.getScheme());
    if (host == null || !web || url.getUserInfo() != null) {
      return Optional.of(Message.of("connection_url"));
    }
    try {
      new Guard(settings).resolve(host);
    } catch (Forbidden e) {
      return Optional.of(Message.of("connection_private", "host", host));
    } catch (UnknownHostException e) {
      // It may be known later; sending will tell.
      return Optional.empty();
    }
    return Optional.empty();
  }

  @Override
  public void destroy() throws IOException {
    client.close();
  }

  /** Resolves names, but not to addresses within the own network. */
  private record Guard(OutboundSettings settings) implements DnsResolver {

    @Override
    public InetAddress[] resolve(@Nullable String host) throws UnknownHostException {
      InetAddress[] found = SystemDefaultDnsResolver.INSTANCE.resolve(host);
      if (host != null
          && !settings.allowedHosts().contains(host)
          && Arrays.stream(found).anyMatch(OutboundHttp::isInternal)) {
        throw new Forbidden(host);
      }
      return found;
    }

    @Override
    public String resolveCanonicalHostname(@Nullable String host) throws UnknownHostException {
      return SystemDefaultDnsResolver.INSTANCE.resolveCanonicalHostname(host);
    }
  }

  /**
   * Loopback, private (RFC 1918, RFC 4193), link-local, shared (RFC 6598), multicast and
   * unspecified addresses.
   */
  private static boolean isInternal(InetAddress address) {
    byte[] bytes = address.getAddress();
    boolean unique = address instanceof Inet6Address && (bytes[0] & 0xFE) == 0xFC;
    boolean shared =
        bytes.length == 4 && (bytes[0] & 0xFF) == CARRIER_GRADE && (bytes[1] & 0xC0) == 0x40;
    boolean none = bytes.length == 4 && bytes[0] == 0;
    return unique
        || shared
        || none
        || address.isLoopbackAddress()
        || address.isSiteLocalAddress()
        || address.isLinkLocalAddress()
        || address.isAnyLocalAddress()
        || address.isMulticastAddress();
  }
}
