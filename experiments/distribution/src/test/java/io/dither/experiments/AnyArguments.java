package io.dither.experiments;

import io.dither.oracle.LinearOracle;
import io.dither.oracle.OracleSession;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.lang.reflect.Array;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Proxy;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ForkJoinPool;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Arguments of any type, drawn from what is usual, what may not be, and what other entries made. */
final class AnyArguments {
    private static final int MOST_KEPT = 16;
    private static final int[] SIZES = {0, 1, 2, 3, 3, 3, 4};

    private final Map<Class<?>, Supplier<?>> usual;
    private final Map<Class<?>, List<@Nullable Object>> bad = new HashMap<>();
    private final Map<Class<?>, List<Object>> made = new LinkedHashMap<>();
    private final Random random = new Random(1);
    private volatile boolean drewNull;
    private boolean hugeCounts;

    AnyArguments(Path folder, Map<Class<?>, Supplier<?>> usual) {
        this.usual = usual;

        bad.put(Path.class, paths(folder));
        bad.put(
                Duration.class,
                List.of(Duration.ZERO, Duration.ofSeconds(-1), Duration.ofDays(999), Duration.ofMillis(1)));
        bad.put(Class.class, List.of(String.class, Map.class, int.class, Void.class));
    }

    private static List<@Nullable Object> paths(Path folder) {
        try {
            Path text = Files.writeString(folder.resolve("text.csv"), "example,x,decision\na,1,0\nb,2,1\n");
            Path empty = Files.writeString(folder.resolve("empty.json"), "");
            Path binary = Files.write(folder.resolve("binary.jar"), new byte[] {0, -1, 3, 'P', 'K'});
            return List.of(folder, text, empty, binary, folder.resolve("none").resolve("such"));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Forgets whether null was drawn. */
    void start(boolean withHugeCounts) {
        drewNull = false;
        hugeCounts = withHugeCounts;
    }

    /** Returns whether null was drawn since the start, also as an element. */
    boolean drewNull() {
        return drewNull;
    }

    /** Keeps what an entry made, as an argument or receiver of others. */
    void keep(Object object) {
        if (object instanceof Optional<?> some) {
            some.ifPresent(this::keep);
        } else if (object instanceof Collection<?> all) {
            all.stream().limit(2).filter(one -> one != null).forEach(this::keep);
        } else if (isOurs(object.getClass())) {
            List<Object> same = made.computeIfAbsent(object.getClass(), type -> new ArrayList<>());
            if (same.size() < MOST_KEPT) {
                same.add(object);
            } else {
                same.set(random.nextInt(MOST_KEPT), object);
            }
        }
    }

    private static boolean isOurs(Class<?> type) {
        return type.getName().startsWith("io.dither.") && !type.getName().startsWith("io.dither.experiments.");
    }

    /** Draws an object whose method is to be called, or null if there is none of the type. */
    @Nullable
    Object receiver(Class<?> type) {
        List<Object> all = fitting(type);
        Object one = all.isEmpty() ? null : all.get(random.nextInt(all.size()));
        if (one instanceof OracleSession session) {
            return session.as(type).orElse(null);
        }
        return one instanceof LinearOracle oracle ? oracle.as(type).orElse(null) : one;
    }

    private List<Object> fitting(Class<?> type) {
        List<Object> all = new ArrayList<>();
        made.forEach((of, objects) -> {
            if (type.isAssignableFrom(of)) {
                all.addAll(objects);
            }
        });
        if (usual.containsKey(type)) {
            all.add(usual.get(type).get());
        }
        if (type.isEnum()) {
            all.addAll(Arrays.asList(type.getEnumConstants()));
        }
        return all;
    }

    /** Draws an argument of a type, of which null may be one. */
    @Nullable
    Object draw(Type type, boolean nullable) {
        boolean before = drewNull;
        Object drawn = draw(type);
        drewNull = before || (drewNull && !(nullable && drawn == null));
        return drawn;
    }

    private @Nullable Object draw(Type type) {
        if (type instanceof Class<?> of) {
            return drawOf(of, new Type[0]);
        } else if (type instanceof ParameterizedType generic) {
            return drawOf((Class<?>) generic.getRawType(), generic.getActualTypeArguments());
        } else if (type instanceof GenericArrayType array) {
            return drawOf(Object[].class, new Type[] {array.getGenericComponentType()});
        } else if (type instanceof WildcardType wild) {
            return draw(wild.getUpperBounds()[0]);
        } else if (type instanceof TypeVariable<?> variable) {
            return draw(variable.getBounds()[0]);
        }
        throw new IllegalArgumentException(type.toString());
    }

    private @Nullable Object drawOf(Class<?> type, Type[] inside) {
        if (!type.isPrimitive() && random.nextInt(12) == 0) {
            drewNull = true;
            return null;
        }
        Type element = inside.length == 0 ? String.class : inside[inside.length - 1];
        int size = SIZES[random.nextInt(SIZES.length)];
        if (type == Optional.class) {
            return random.nextBoolean() ? Optional.empty() : Optional.ofNullable(draw(element));
        } else if (type == OptionalInt.class) {
            return random.nextBoolean() ? OptionalInt.empty() : OptionalInt.of((int) drawOf(int.class, inside));
        } else if (type == OptionalLong.class) {
            return random.nextBoolean() ? OptionalLong.empty() : OptionalLong.of((long) drawOf(long.class, inside));
        } else if (type == OptionalDouble.class) {
            return random.nextBoolean()
                    ? OptionalDouble.empty()
                    : OptionalDouble.of((double) drawOf(double.class, inside));
        } else if (type == Map.class) {
            Map<@Nullable Object, @Nullable Object> map = new HashMap<>();
            for (int i = 0; i < size; i++) {
                map.put(draw(inside[0]), draw(element));
            }
            return map;
        } else if (type.isAssignableFrom(ArrayList.class) && type != Object.class) {
            return new ArrayList<>(many(element, size));
        } else if (type == Set.class) {
            return new HashSet<>(many(element, size));
        } else if (type == Stream.class) {
            return many(element, size).stream();
        }
        // functions that entries made take and answer other types
        boolean isFunction = type.getName().startsWith("java.util.function.");
        List<@Nullable Object> pool = isFunction ? List.of() : pool(type);
        if (!pool.isEmpty()) {
            Object one = pool.get(random.nextInt(pool.size()));
            drewNull |= one instanceof Object[] rows && Arrays.asList(rows).contains(null);
            return one;
        } else if (type.isArray()) {
            Object array = Array.newInstance(type.getComponentType(), size);
            for (int i = 0; i < size; i++) {
                Array.set(array, i, drawOf(type.getComponentType(), new Type[0]));
            }
            return array;
        } else if (type.isInterface() && type.getName().startsWith("java.util.")) {
            return function(type, element);
        }
        drewNull = true;
        return null;
    }

    private List<@Nullable Object> many(Type element, int size) {
        List<@Nullable Object> all = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            all.add(draw(element));
        }
        return all;
    }

    private List<@Nullable Object> pool(Class<?> type) {
        List<@Nullable Object> pool = new ArrayList<>();
        if (type == boolean.class || type == Boolean.class) {
            return List.of(true, false);
        } else if (type == char.class || type == byte.class || type == float.class) {
            return List.of(type == char.class ? ' ' : type == byte.class ? (Object) (byte) -1 : (Object) Float.NaN);
        } else if (type == Object.class) {
            return List.of("text", 3, new double[] {1, 2, 3}, List.of());
        } else if (type == Writer.class || type == PrintWriter.class) {
            return List.of(new PrintWriter(new StringWriter()));
        } else if (type == InputStream.class) {
            return List.of(new ByteArrayInputStream(new byte[] {1, 2}));
        } else if (type == ExecutorService.class) {
            return List.of(ForkJoinPool.commonPool());
        }
        pool.addAll(bad.getOrDefault(type, List.of()));
        Class<?> plain = type == Integer.class
                ? int.class
                : type == Long.class ? long.class : type == Double.class ? double.class : type;
        List<@Nullable Object> refused = new ArrayList<>(EveryEntryTest.bad(plain));
        refused.removeIf(one -> one == null || (!hugeCounts && one.equals(Integer.MAX_VALUE)));
        if (!refused.isEmpty()) {
            pool.add(refused.get(random.nextInt(refused.size())));
        }
        if (plain == int.class || plain == long.class) {
            int small = random.nextInt(6);
            pool.add(plain == int.class ? (Object) small : (Object) (long) small);
        }
        List<Object> good = fitting(plain);
        for (int i = 0; i < 2 && !good.isEmpty(); i++) {
            pool.add(good.get(random.nextInt(good.size())));
        }
        return pool;
    }

    /** Returns the class of a type without its arguments. */
    private static Class<?> raw(Type type) {
        if (type instanceof ParameterizedType generic) {
            return raw(generic.getRawType());
        } else if (type instanceof WildcardType wild) {
            return raw(wild.getUpperBounds()[0]);
        } else if (type instanceof TypeVariable<?> variable) {
            return raw(variable.getBounds()[0]);
        }
        return type instanceof Class<?> of ? of : Object[].class;
    }

    /** A function of the caller that answers what is usual, or nothing. */
    private Object function(Class<?> type, Type answer) {
        InvocationHandler handler = (self, method, arguments) -> {
            if (method.getDeclaringClass() == Object.class) {
                return switch (method.getName()) {
                    case "equals" -> self == arguments[0];
                    case "hashCode" -> 7;
                    default -> "a " + type.getSimpleName();
                };
            } else if (method.isDefault()) {
                return InvocationHandler.invokeDefault(self, method, arguments);
            }
            Class<?> wanted = method.getReturnType();
            if (wanted == Object.class) {
                Class<?> of = raw(answer);
                wanted = of == Integer.class ? int.class : of == Double.class ? double.class : of;
            }
            if (wanted == boolean.class) {
                return false;
            }
            if (usual.containsKey(wanted)) {
                return usual.get(wanted).get();
            }
            drewNull = true;
            return null;
        };
        return Proxy.newProxyInstance(AnyArguments.class.getClassLoader(), new Class<?>[] {type}, handler);
    }
}
