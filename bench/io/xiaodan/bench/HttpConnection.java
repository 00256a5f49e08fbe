package io.xiaodan.bench;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * One kept-alive HTTP/1.1 connection for one thread. It does as little as it can, as client, server
 * and database share the processors that are being measured.
 */
final class HttpConnection implements AutoCloseable {

  private final Socket socket;
  private final InputStream in;
  private final OutputStream out;
  private final String headers;

  /**
   * @param token sent as a bearer token with every request
   */
  HttpConnection(int port, String token) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setTcpNoDelay(true);
    in = new BufferedInputStream(socket.getInputStream(), 16 * 1024);
    out = socket.getOutputStream();
    headers =
        "Host: 127.0.0.1:%d\r\nAuthorization: Bearer %s\r\nAccept: application/json\r\nConnection: keep-alive\r\n"
            .formatted(port, token);
  }

  /**
   * An answer.
   *
   * @param body decoded as UTF-8
   */
  record Answer(int status, String body) {

    /** The body, where the status is as expected; else an exception that shows both. */
    String expect(int expected) throws IOException {
      if (status != expected) {
        throw new IOException("Answered " + status + " instead of " + expected + ": " + body);
      }
      return body;
    }
  }

  Answer get(String path) throws IOException {
    return send("GET", path, "");
  }

  Answer post(String path, String json) throws IOException {
    return send("POST", path, json);
  }

  /** Drafts and publishes an artifact that is new. */
  void publish(String kind, String key, String document) throws IOException {
    String path = "/api/artifacts/" + kind + "/" + key;
    send("PUT", path + "/draft", "{\"basedOn\": 0, \"document\": " + document + "}").expect(200);
    post(path + "/publish", "").expect(200);
  }

  Answer send(String method, String path, String json) throws IOException {
    byte[] body = json.getBytes(StandardCharsets.UTF_8);
    String type = body.length == 0 ? "" : "Content-Type: application/json\r\n";
    byte[] head =
        (method
                + " "
                + path
                + " HTTP/1.1\r\n"
                + headers
                + type
                + "Content-Length: "
                + body.length
                + "\r\n\r\n")
            .getBytes(StandardCharsets.US_ASCII);
    byte[] request = new byte[head.length + body.length];
    System.arraycopy(head, 0, request, 0, head.length);
    System.arraycopy(body, 0, request, head.length, body.length);
    out.write(request);
    out.flush();
    return answer();
  }

  private Answer answer() throws IOException {
    String status = line();
    int length = 0;
    boolean chunked = false;
    for (String header = line(); !header.isEmpty(); header = line()) {
      String lower = header.toLowerCase(Locale.ROOT);
      if (lower.startsWith("content-length:")) {
        length = Integer.parseInt(lower.substring(15).strip());
      } else if (lower.startsWith("transfer-encoding:") && lower.contains("chunked")) {
        chunked = true;
      }
    }
    byte[] body = chunked ? chunks() : in.readNBytes(length);
    int code = Integer.parseInt(status.substring(9, 12));
    return new Answer(code, new String(body, StandardCharsets.UTF_8));
  }

  private byte[] chunks() throws IOException {
    var whole = new java.io.ByteArrayOutputStream();
    for (int size = Integer.parseInt(line(), 16); size > 0; size = Integer.parseInt(line(), 16)) {
      whole.write(in.readNBytes(size));
      line();
    }
    line();
    return whole.toByteArray();
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder(64);
    for (int read = in.read(); read != '\n'; read = in.read()) {
      if (read < 0) {
        throw new IOException("The server closed the connection");
      }
      if (read != '\r') {
        line.append((char) read);
      }
    }
    return line.toString();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
