package io.dither.perturbed.internal.engine;

import java.util.AbstractList;
import java.util.RandomAccess;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.IntFunction;

/**
 * A list whose elements are created by the thread that first needs them, so that no thread creates all of them while
 * others wait. Two threads may create the same element; the list keeps the first one. The maker must be thread-safe.
 */
public final class LazyList<E> extends AbstractList<E> implements RandomAccess {
    private final IntFunction<E> maker;
    private final AtomicReferenceArray<E> made;

    public LazyList(int size, IntFunction<E> maker) {
        this.maker = maker;
        made = new AtomicReferenceArray<>(size);
    }

    @Override
    public int size() {
        return made.length();
    }

    @Override
    public E get(int index) {
        E element = made.getAcquire(index);
        if (element != null) {
            return element;
        }
        E another = maker.apply(index);
        E first = made.compareAndExchange(index, null, another);
        return first == null ? another : first;
    }
}
