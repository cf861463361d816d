import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { medianOf } from './standing.ts'

describe('the median of organisations', () => {
  it('is the middle one, or the mean of the two in the middle', () => {
    assert.equal(medianOf([0.9, 0.1, 0.5]), 0.5)
    assert.equal(medianOf([1, 0, 0.25, 0.75]), 0.5)
    assert.equal(medianOf([0.4]), 0.4)
  })

  it('is none where nobody has a figure, which is not 0', () => {
    assert.equal(medianOf([]), null)
    assert.equal(medianOf([0]), 0)
  })
})
