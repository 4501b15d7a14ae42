@NullMarked
package io.allyourbase.jobs.http.worker;

import org.jspecify.annotations.NullMarked;
