@NullMarked
package io.allyourbase.jobs.testing;

import org.jspecify.annotations.NullMarked;
