package io.dither.service;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.dither.data.setup.RowPredictor;
import io.dither.error.DataException;
import io.dither.error.InvalidArgumentException;
import io.dither.error.OracleException;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/**
 * Serves decisions of a saved model by HTTP/1.1 and JSON, as {@code openapi.json} beside this class describes: {@code POST /decisions},
 * {@code GET /health}, {@code GET /metrics} for Prometheus, and {@code GET /openapi.json}. A model that is saved in the same folder takes the
 * place of the one before. There are no users and no TLS: put a proxy in front if others than this machine are to reach it.
 */
public final class DecisionService implements AutoCloseable {
    /** How long a stop waits for requests that run, in seconds. */
    private static final int GRACE = 10;

    private static final int CONNECTIONS = 64;
    private static final String JSON = "application/json";

    @SuppressWarnings("ArrayRecordComponent") // a carrier, compared by nobody
    private record Answer(int status, String type, byte[] body) {
        static Answer json(int status, Object value) {
            try {
                return new Answer(status, JSON, Question.JSON.writeValueAsBytes(value));
            } catch (IOException impossible) {
                throw new UncheckedIOException(impossible);
            }
        }

        static Answer error(int status, String message) {
            return json(status, Map.of("error", message));
        }
    }

    private interface Handler {
        Answer answer(HttpExchange exchange) throws IOException;
    }

    private final ServiceSettings settings;
    private final ServedModel model;
    private final PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final ThreadPoolExecutor deciders;
    private final ExecutorService connections = Executors.newFixedThreadPool(CONNECTIONS);
    private final HttpServer server;

    private DecisionService(ServiceSettings settings, ServedModel model) throws IOException {
        this.settings = settings;
        this.model = model;
        // the server reads these when it is first used; reading a request slowly would hold a connection for ever
        System.setProperty("sun.net.httpserver.nodelay", "true"); // otherwise small answers wait 40 ms
        System.setProperty("sun.net.httpserver.maxReqTime", String.valueOf(settings.mostSeconds()));
        deciders = new ThreadPoolExecutor(
                settings.threads(),
                settings.threads(),
                0,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(settings.mostWaiting()));
        new JvmMemoryMetrics().bindTo(meters);
        meters.gauge("dither.model.generation", model, served -> served.state().generation());
        meters.gauge(
                "dither.requests.waiting", deciders, pool -> pool.getQueue().size());
        server = HttpServer.create(new InetSocketAddress(settings.host(), settings.port()), 0);
        server.setExecutor(connections);
        add("/decisions", "POST", this::decide);
        add("/health", "GET", exchange -> health());
        add("/metrics", "GET", exchange -> text(meters.scrape(), "text/plain; version=0.0.4; charset=utf-8"));
        add("/openapi.json", "GET", exchange -> text(schema(), JSON));
        add(
                "/",
                "GET",
                exchange -> Answer.error(404, "there is no such page. Maybe POST /decisions, or GET /openapi.json"));
        server.start();
    }

    /**
     * Starts a service, which answers until it is closed.
     *
     * @param folder the folder of the model
     * @param opens opens it, such as {@link RowPredictor#open(Path)}
     * @param settings what the service allows
     * @return the service
     * @throws DataException if there is no model
     * @throws UncheckedIOException if it cannot listen there
     */
    public static DecisionService start(Path folder, Function<Path, RowPredictor> opens, ServiceSettings settings) {
        ServedModel model = new ServedModel(folder, opens);
        try {
            return new DecisionService(settings, model);
        } catch (IOException taken) {
            model.close();
            throw new UncheckedIOException(
                    "cannot listen at " + settings.host() + ":" + settings.port() + " (" + taken.getMessage()
                            + "). Maybe another program does, and --port 0 takes a free one",
                    taken);
        }
    }

    /** {@return the port it listens at} */
    public int port() {
        return server.getAddress().getPort();
    }

    private void add(String path, String method, Handler handler) {
        server.createContext(path, exchange -> {
            Timer.Sample clock = Timer.start(meters);
            Answer answer = answer(path, method, handler, exchange);
            try (exchange) {
                exchange.getResponseHeaders().set("Content-Type", answer.type());
                exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
                exchange.sendResponseHeaders(answer.status(), answer.body().length);
                exchange.getResponseBody().write(answer.body());
            } finally {
                clock.stop(meters.timer("dither.requests", "path", path, "status", String.valueOf(answer.status())));
            }
        });
    }

    private Answer answer(String path, String method, Handler handler, HttpExchange exchange) {
        try {
            if (!isLocal(exchange)) {
                return Answer.error(403, "the request names another host than this one");
            }
            if (!path.equals("/") && !exchange.getRequestURI().getPath().equals(path)) {
                return Answer.error(404, "there is no such page. Maybe " + path);
            }
            if (!exchange.getRequestMethod().equals(method)) {
                exchange.getResponseHeaders().set("Allow", method);
                return Answer.error(405, path + " takes " + method);
            }
            return handler.answer(exchange);
        } catch (DataException | InvalidArgumentException wrong) {
            return Answer.error(400, String.valueOf(wrong.getMessage()));
        } catch (OracleException failed) {
            return Answer.error(422, String.valueOf(failed.getMessage()));
        } catch (IOException | RuntimeException unexpected) {
            return Answer.error(500, "internal error: " + unexpected);
        }
    }

    /** A page in a browser must not reach a service of this machine through a name of its own. */
    private boolean isLocal(HttpExchange exchange) {
        String host = exchange.getRequestHeaders().getFirst("Host");
        if (host == null || !server.getAddress().getAddress().isLoopbackAddress()) {
            return true;
        }
        String name = host.replaceFirst(":\\d+$", "");
        return List.of("localhost", "127.0.0.1", "[::1]", settings.host()).contains(name);
    }

    private Answer decide(HttpExchange exchange) throws IOException {
        String type = String.valueOf(exchange.getRequestHeaders().getFirst("Content-Type"));
        if (!type.startsWith(JSON)) {
            return Answer.error(415, "the content is " + type + ". Maybe say Content-Type: " + JSON);
        }
        byte[] body;
        try (InputStream in = exchange.getRequestBody()) {
            body = in.readNBytes(settings.mostBytes() + 1);
        }
        if (body.length > settings.mostBytes()) {
            return Answer.error(
                    413, "the request has more than " + settings.mostBytes() + " bytes. Maybe send its rows in parts");
        }
        Question question = Question.parse(body);
        Future<List<Map<String, Object>>> work;
        try {
            work = deciders.submit(() -> model.use(question::answer));
        } catch (RejectedExecutionException full) {
            exchange.getResponseHeaders().set("Retry-After", "1");
            return Answer.error(503, "too many requests wait. Maybe ask again in a second");
        }
        return finished(work);
    }

    private Answer finished(Future<List<Map<String, Object>>> work) {
        try {
            List<Map<String, Object>> decisions = work.get(settings.patience().toMillis(), TimeUnit.MILLISECONDS);
            meters.counter("dither.decisions").increment(decisions.size());
            return Answer.json(200, Map.of("decisions", decisions));
        } catch (TimeoutException late) {
            work.cancel(true);
            return Answer.error(
                    504, "no decision within " + settings.mostSeconds() + " s. Maybe ask for fewer rows or samples");
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            return Answer.error(500, "internal error: " + failed.getCause());
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return Answer.error(503, "the service stops");
        }
    }

    private Answer health() {
        ServedModel.State state = model.state();
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("status", state.problem().isEmpty() ? "ok" : "stale");
        fields.put("generation", state.generation());
        if (!state.problem().isEmpty()) {
            fields.put("problem", state.problem());
        }
        return Answer.json(200, fields);
    }

    private static Answer text(String body, String type) {
        return new Answer(200, type, body.getBytes(StandardCharsets.UTF_8));
    }

    private static String schema() {
        try (InputStream in = DecisionService.class.getResourceAsStream("openapi.json")) {
            if (in == null) {
                throw new IllegalStateException("openapi.json is missing from the jar");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Stops taking requests, waits at most ten seconds for those that run, and frees all. */
    @Override
    public void close() {
        server.stop(deciders.getActiveCount() + deciders.getQueue().size() == 0 ? 0 : GRACE);
        connections.shutdown();
        deciders.shutdownNow();
        model.close();
        meters.close();
    }
}
