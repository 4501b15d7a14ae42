@NullMarked
package io.allyourbase.jobs.engine.lease;

import org.jspecify.annotations.NullMarked;
