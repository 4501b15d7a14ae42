/** What every store must do. A store's tests inherit these, once for each setting it must work in. */
@NullMarked
package io.allyourbase.jobs.contract;

import org.jspecify.annotations.NullMarked;
