package io.dither.perturbed.internal.engine;

import java.util.AbstractList;
import java.util.RandomAccess;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.IntFunction;

/**
 * A list that creates an element when a thread first reads it, so that no thread creates all elements while other
 * threads wait. Two threads may create the same element; the list keeps the first. The maker must be thread-safe.
 */
public final class LazyList<E> extends AbstractList<E> implements RandomAccess {
    private final IntFunction<E> maker;
    private final AtomicReferenceArray<E> elements;

    public LazyList(int size, IntFunction<E> maker) {
        this.maker = maker;
        elements = new AtomicReferenceArray<>(size);
    }

    @Override
    public int size() {
        return elements.length();
    }

    @Override
    public E get(int index) {
        E element = elements.getAcquire(index);
        if (element != null) {
            return element;
        }
        E created = maker.apply(index);
        E first = elements.compareAndExchange(index, null, created);
        return first == null ? created : first;
    }
}
