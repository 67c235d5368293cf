package io.dither.service;

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
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Phaser;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.jspecify.annotations.Nullable;

/**
 * Serves decisions of a saved model by HTTP/1.1 and JSON, as {@code openapi.json} beside this class describes: {@code
 * POST /decisions}, {@code GET /health}, {@code GET /metrics} for Prometheus, and {@code GET /openapi.json}. A model
 * that is later saved in the same folder replaces the earlier one. The service has neither users nor TLS: put a proxy
 * in front of it if other machines need access.
 *
 * <p>No thread waits for a client. A slow client only occupies a connection, which is closed at the time limit.
 */
public final class DecisionService implements AutoCloseable {
    /** The longest time that {@link #close} waits until all open requests are answered. */
    private static final Duration GRACE = Duration.ofSeconds(10);

    /** The largest number of open connections; further clients wait until one closes. */
    private static final int MAX_CONNECTIONS = 2000;

    /** The threads that read requests and send responses. Few are enough, because no thread waits for a client. */
    private static final int HTTP_THREADS = 16;

    /** The number of bytes that the system keeps for a client that does not yet read its response. */
    private static final int SEND_BUFFER_BYTES = 1 << 16;

    /** Opening a model may take long; meanwhile the other thread closes slow connections and ends late requests. */
    private static final int WATCHER_THREADS = 2;

    private static final String SCHEMA = schema();
    private static final String DECISIONS = "/decisions";
    /**
     * The path that metrics show for all unknown paths. Otherwise each path that a client invents would make a new
     * meter.
     */
    private static final String UNKNOWN_PATHS = "/";

    private final ServiceSettings settings;
    private final Consumer<String> log;
    private final ServedModel model;
    /** Whether the service listens at an address that only programs of this machine can reach. */
    private final boolean isLocal;

    private final PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    /** Closes slow connections, ends late requests, and opens new models. */
    private final ScheduledThreadPoolExecutor watcher = new ScheduledThreadPoolExecutor(WATCHER_THREADS);

    private final Deciders deciders;
    private final Budget budget;
    private final Connections connections;
    private final Server server;
    private final ServerConnector connector;
    private int port;
    /** Counts the requests that are not yet answered, and the service itself. */
    private final Phaser openRequests = new Phaser(1);

    private final CountDownLatch ended = new CountDownLatch(1);
    /** The error that made the virtual machine unreliable; null if there was none. */
    private final AtomicReference<@Nullable Error> error = new AtomicReference<>();

    private DecisionService(ServiceSettings settings, ServedModel model, Consumer<String> log) {
        this.settings = settings;
        this.model = model;
        this.log = log;
        InetAddress address = new InetSocketAddress(settings.host(), settings.port()).getAddress();
        isLocal = address != null && address.isLoopbackAddress();
        watcher.setRemoveOnCancelPolicy(true);
        deciders = new Deciders(settings, watcher);
        budget = new Budget(Runtime.getRuntime().maxMemory() / 4); // the rest is for models and solves
        connections = new Connections(settings.timeLimit());
        QueuedThreadPool threads = new QueuedThreadPool(HTTP_THREADS);
        threads.setName("dither-http");
        server = new Server(threads);
        connector = connector();
        server.addConnector(connector);
        server.addBean(new NetworkConnectionLimit(MAX_CONNECTIONS, connector));
        server.setHandler(new Requests());
        server.setErrorHandler(this::answerInvalidHttp);
        addMeters();
    }

    private ServerConnector connector() {
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        ServerConnector configured = new ServerConnector(server, 1, 1, new HttpConnectionFactory(http));
        configured.setHost(settings.host());
        configured.setPort(settings.port());
        configured.setIdleTimeout(0); // 0: no limit of Jetty's, because Connections has a stricter one
        configured.setAcceptedSendBufferSize(SEND_BUFFER_BYTES);
        configured.addBean(connections);
        return configured;
    }

    private void addMeters() {
        new JvmMemoryMetrics().bindTo(meters);
        meters.gauge("dither.model.generation", model, served -> served.state().generation());
        meters.gauge("dither.model.stale", model, served -> served.state().isStale() ? 1 : 0);
        meters.gauge("dither.requests.waiting", deciders, Deciders::waitingRequests);
    }

    /**
     * Starts a service, which answers until it is closed. It logs to the {@link System.Logger} with the name of this
     * class.
     *
     * @param folder the folder of the model, or its model.json
     * @param opener opens a model by its model.json, such as {@link RowPredictor#open(Path)}
     * @param settings the limits of the service
     * @return the service
     * @throws DataException if there is no model
     * @throws UncheckedIOException if the service cannot listen at its address
     */
    public static DecisionService start(Path folder, Function<Path, RowPredictor> opener, ServiceSettings settings) {
        System.Logger logger = System.getLogger(DecisionService.class.getName());
        return start(folder, opener, settings, line -> logger.log(System.Logger.Level.INFO, line));
    }

    /**
     * Starts a service, which answers until it is closed.
     *
     * @param folder the folder of the model, or its model.json
     * @param opener opens a model by its model.json, such as {@link RowPredictor#open(Path)}
     * @param settings the limits of the service
     * @param log receives a line per model that replaces another, per model that cannot be read, per internal fault, and
     *     per problem while the service closes; called by several threads
     * @return the service
     * @throws DataException if there is no model
     * @throws UncheckedIOException if the service cannot listen at its address
     */
    public static DecisionService start(
            Path folder, Function<Path, RowPredictor> opener, ServiceSettings settings, Consumer<String> log) {
        DecisionService service = new DecisionService(settings, new ServedModel(folder, opener, log), log);
        try {
            service.listen();
            return service;
        } catch (Exception failure) { // Jetty declares no narrower type
            service.close();
            throw new UncheckedIOException(
                    "cannot listen at " + settings.host() + ":" + settings.port() + " (" + failure.getMessage()
                            + "). Maybe another program listens there; --port 0 takes a free port",
                    failure instanceof IOException failed ? failed : new IOException(failure));
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // these tasks report their own failures
    private void listen() throws Exception {
        server.start();
        port = connector.getLocalPort();
        watcher.scheduleWithFixedDelay(connections::closeSlow, 1, 1, TimeUnit.SECONDS);
        watcher.scheduleWithFixedDelay(this::refresh, 1, 1, TimeUnit.SECONDS);
    }

    /** {@return the port on which the service listens} */
    public int port() {
        return port;
    }

    /**
     * Waits until the service is closed, or until an error of the virtual machine, such as exhausted memory, makes it
     * unreliable; the caller should then close it and end the process.
     *
     * @return the error; empty if the service was closed
     * @throws InterruptedException if this thread is interrupted
     */
    public Optional<Error> await() throws InterruptedException {
        ended.await();
        return Optional.ofNullable(error.get());
    }

    private void refresh() {
        try {
            model.refreshOrRetry();
        } catch (Error failed) {
            end(failed);
        }
    }

    /**
     * Makes {@link #await} return if the virtual machine is unreliable after an error. A {@link StackOverflowError} is
     * harmless: it ends only the work that caused it.
     */
    private void end(Error failed) {
        if (failed instanceof VirtualMachineError && !(failed instanceof StackOverflowError)) {
            error.compareAndSet(null, failed);
            ended.countDown();
        }
    }

    /** Answers each request without waiting for its client. */
    private final class Requests extends Handler.Abstract {
        @Override
        @SuppressWarnings("FutureReturnValueIgnored") // nobody waits for the future of whenComplete
        public boolean handle(Request request, Response response, Callback callback) {
            Timer.Sample clock = Timer.start(meters);
            String path = Request.getPathInContext(request);
            String label = isKnown(path) ? path : UNKNOWN_PATHS;
            Budget.Share share = budget.share();
            openRequests.register();
            connections.startTimeLimit(connection(request)); // the client must send the body
            answer(request, response, path, share)
                    .exceptionally(DecisionService.this::answerToFailure)
                    // no failure is left: answerToFailure made a response of it
                    .whenComplete((answer, impossible) ->
                            send(request, response, answer, Callback.from(callback, () -> {
                                share.close();
                                // the client must send its next request
                                connections.startTimeLimit(connection(request));
                                clock.stop(meters.timer(
                                        "dither.requests", "path", label, "status", String.valueOf(answer.status())));
                                openRequests.arriveAndDeregister();
                            })));
            return true;
        }
    }

    private static EndPoint connection(Request request) {
        return request.getConnectionMetaData().getConnection().getEndPoint();
    }

    private static boolean isKnown(String path) {
        return path.equals(DECISIONS)
                || path.equals("/health")
                || path.equals("/metrics")
                || path.equals("/openapi.json");
    }

    /** Returns the response to a request; the future fails if the request is refused or its work fails. */
    private CompletableFuture<Answer> answer(Request request, Response response, String path, Budget.Share share) {
        try {
            if (!isOfThisHost(request)) {
                throw new Refusal(403, "the request names another host than this one");
            }
            if (!isKnown(path)) {
                throw new Refusal(404, "there is no such page. Maybe POST /decisions, or GET /openapi.json");
            }
            String method = path.equals(DECISIONS) ? "POST" : "GET";
            if (!request.getMethod().equals(method)) {
                response.getHeaders().put(HttpHeader.ALLOW, method);
                throw new Refusal(405, path + " takes " + method);
            }
            return switch (path) {
                case DECISIONS -> decide(request, share);
                case "/health" -> CompletableFuture.completedFuture(health());
                case "/metrics" ->
                    CompletableFuture.completedFuture(
                            Answer.text("text/plain; version=0.0.4; charset=utf-8", meters.scrape()));
                default -> CompletableFuture.completedFuture(Answer.text(Answer.JSON, SCHEMA));
            };
        } catch (RuntimeException | Error failed) {
            return CompletableFuture.failedFuture(failed);
        }
    }

    /**
     * Returns whether the request names this host, if the service is local. Other names are refused, so that a web page
     * cannot reach a local service by DNS rebinding.
     */
    private boolean isOfThisHost(Request request) {
        String host = request.getHeaders().get(HttpHeader.HOST);
        if (host == null || !isLocal) {
            return true;
        }
        String name = host.replaceFirst(":\\d+$", "");
        return Stream.of("localhost", "127.0.0.1", "[::1]", settings.host()).anyMatch(name::equalsIgnoreCase);
    }

    private CompletableFuture<Answer> decide(Request request, Budget.Share share) {
        String type = request.getHeaders().get(HttpHeader.CONTENT_TYPE);
        if (type == null || !type.split(";", 2)[0].strip().equalsIgnoreCase(Answer.JSON)) {
            throw new Refusal(415, "the content is " + type + ". Maybe send Content-Type: " + Answer.JSON);
        }
        return Body.read(request, settings.maxRequestBytes(), share).thenCompose(body -> {
            connections.endTimeLimit(connection(request));
            return deciders.submit(() -> computeAnswer(body, share));
        });
    }

    /** Decides the rows of a request. */
    private Answer computeAnswer(byte[] body, Budget.Share share) {
        Question question = Question.parse(body);
        Blocks blocks = new Blocks(share);
        // question.answer writes the response into the blocks, and returns the number of decisions
        meters.counter("dither.decisions").increment(model.use(predictor -> question.answer(predictor, blocks)));
        return new Answer(200, Answer.JSON, blocks.all());
    }

    /** Returns the response to a failure; logs faults of the server, whose status is 500. */
    private Answer answerToFailure(Throwable thrown) {
        Throwable failure =
                thrown instanceof CompletionException && thrown.getCause() != null ? thrown.getCause() : thrown;
        if (failure instanceof Refusal refusal) {
            return refusal.answer();
        }
        // wrong data that do not come from the request come from a file of the model: a fault of the server, hence 500
        if (failure instanceof DataException data
                && data.problems().stream()
                        .anyMatch(problem -> !problem.source().equals(Question.SOURCE))) {
            log.accept("a file of the model cannot be read: " + data.getMessage());
            return Answer.error(500, "a file of the model cannot be read: " + data.getMessage());
        }
        if (failure instanceof DataException || failure instanceof InvalidArgumentException) {
            return Answer.error(400, String.valueOf(failure.getMessage()));
        }
        if (failure instanceof OracleException) {
            return Answer.error(422, String.valueOf(failure.getMessage()));
        }
        if (failure instanceof HttpException invalid) {
            return Answer.error(invalid.getCode(), "the request cannot be read: " + invalid.getReason());
        }
        if (failure instanceof IOException || failure instanceof TimeoutException) {
            return Answer.error(400, "the request ended early: " + failure.getMessage());
        }
        log.accept("internal error: " + failure);
        if (failure instanceof Error fault) {
            end(fault);
        }
        return Answer.error(500, "internal error: " + failure);
    }

    private void send(Request request, Response response, Answer answer, Callback callback) {
        connections.startTimeLimit(connection(request)); // the client must read the response
        response.setStatus(answer.status());
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, answer.type());
        response.getHeaders().put("X-Content-Type-Options", "nosniff");
        if (answer.status() == HttpStatus.SERVICE_UNAVAILABLE_503) {
            response.getHeaders().put(HttpHeader.RETRY_AFTER, "1");
        }
        response.getHeaders().put(HttpHeader.CONTENT_LENGTH, answer.bytes());
        Content.copy(Content.Source.from(answer.body().toArray(ByteBuffer[]::new)), response, callback);
    }

    /** Answers requests that are not valid HTTP. */
    private boolean answerInvalidHttp(Request request, Response response, Callback callback) {
        Object reason = request.getAttribute(ErrorHandler.ERROR_MESSAGE);
        int status = response.getStatus();
        send(
                request,
                response,
                Answer.error(
                        status,
                        "the request cannot be read: " + (reason == null ? HttpStatus.getMessage(status) : reason)),
                callback);
        return true;
    }

    private Answer health() {
        ServedModel.State state = model.state();
        Error failure = error.get();
        Map<String, Object> fields = new LinkedHashMap<>();
        String running = state.isStale() ? "stale" : "ok";
        fields.put("status", failure != null ? "failed" : running);
        fields.put("generation", state.generation());
        if (failure != null || state.isStale()) {
            fields.put("problem", failure != null ? failure.toString() : state.problem());
        }
        return Answer.json(failure != null ? HttpStatus.SERVICE_UNAVAILABLE_503 : HttpStatus.OK_200, fields);
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

    /**
     * Accepts no more connections and no more requests for decisions, waits at most ten seconds until all open requests
     * are answered, and frees all resources.
     */
    @Override
    public void close() {
        connector.close();
        deciders.stopAccepting();
        // the service leaves the phaser, whose phase ends when all requests have left it, too
        int phase = openRequests.arriveAndDeregister();
        try {
            openRequests.awaitAdvanceInterruptibly(phase, GRACE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } catch (TimeoutException late) {
            log.accept("stopping before " + openRequests.getRegisteredParties() + " requests are answered");
        }
        deciders.interrupt();
        watcher.shutdownNow();
        try {
            server.stop();
        } catch (Exception failed) {
            log.accept("the server did not stop: " + failed);
        }
        model.close();
        meters.close();
        ended.countDown();
    }
}
